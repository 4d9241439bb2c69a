using System.Globalization;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Lad.FactStore.Pages.Groups;

/// <summary>What of the groups is looked at: the query of the page's address, or, with a text, a form's fields, since what is searched for stays out of addresses.</summary>
public sealed record GroupsFilter
{
    /// <summary>Characters of a search text, at most.</summary>
    public const int MaxText = 200;

    private const int MaxService = 256, MaxAfter = 512;

    /// <summary>Of this service only; <see langword="null"/>: of all.</summary>
    public string? Service { get; init; }

    /// <summary>Of at least this level; empty: of all.</summary>
    public string Level { get; init; } = "";

    /// <summary>By what was said of them.</summary>
    public GroupStatus Status { get; init; }

    /// <summary>How far back.</summary>
    public LookBack Span { get; init; } = LookBack.Default;

    /// <summary>The order.</summary>
    public GroupOrder Order { get; init; }

    /// <summary>The text searched for; empty: none.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where the page begins.</summary>
    public string? After { get; init; }

    /// <summary>Whether it leaves nothing out but what is old or silenced.</summary>
    public bool IsPlain => Service is null && Level.Length == 0 && Text.Length == 0;

    /// <summary>Reads an address's query; what it does not understand it leaves out.</summary>
    public static GroupsFilter Of(IQueryCollection query) => Of(name => query[name]);

    /// <summary>Reads a form.</summary>
    public static GroupsFilter Of(IFormCollection form) => Of(name => form[name]) with { Text = Bounded(form["text"], MaxText)?.Trim() ?? "" };

    /// <summary>The archive's query.</summary>
    public GroupQuery Query(DateTimeOffset now) => new()
    {
        Service = Service,
        Level = Level.Length > 0 ? Level : null,
        Status = Status,
        Text = Text.Length > 0 ? Text : null,
        Since = Span.Length is { } length ? now - length : null,
        Order = Order,
        After = After,
        Sparkline = Span.Sparkline,
        SparklineIntervals = Span.Intervals,
    };

    /// <summary>The address that shows this; without the text.</summary>
    public string Url => Fields.Aggregate("", (url, part) => $"{url}{(url.Length == 0 ? "?" : "&")}{part.Key}={Uri.EscapeDataString(part.Value)}") is { Length: > 0 } query ? $"/{query}" : "/";

    /// <summary>What differs from what is shown otherwise, without the text.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields
    {
        get
        {
            if (Service is not null) yield return new("service", Service.Length == 0 ? "-" : Service);
            if (Level.Length > 0) yield return new("level", Level);
            if (Status != GroupStatus.Open) yield return new("status", Status.ToString().ToLowerInvariant());
            if (Span != LookBack.Default) yield return new("span", Span.Name);
            if (Order != GroupOrder.LastSeen) yield return new("order", OrderName(Order));
            if (After is not null) yield return new("after", After);
        }
    }

    private static GroupsFilter Of(Func<string, StringValues> field) => new()
    {
        // "-" stands for anomalies that name no service; a form's empty field for any.
        Service = Bounded(field("service"), MaxService) switch { null or "" => null, "-" => "", string service => service },
        Level = ((string?)field("level")) is "debug" or "info" or "warn" or "error" or "fatal" ? field("level").ToString() : "",
        Status = Enum.TryParse(Word(field("status")), ignoreCase: true, out GroupStatus status) ? status : GroupStatus.Open,
        Span = LookBack.Named(field("span")),
        Order = Enum.GetValues<GroupOrder>().FirstOrDefault(order => OrderName(order) == field("order")),
        After = Bounded(field("after"), MaxAfter) is { Length: > 0 } after ? after : null,
    };

    private static string OrderName(GroupOrder order) => order switch { GroupOrder.FirstSeen => "new", GroupOrder.Count => "count", GroupOrder.Score => "score", _ => "last" };

    private static string? Bounded(StringValues value, int max) => value.Count == 0 ? null : value[0] is { } text ? text.Length <= max ? text : text[..max] : null;

    private static string? Word(StringValues value) => value.Count == 1 && value[0] is { } text && text.All(char.IsAsciiLetter) ? text : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Url} ({Text.Length} characters of text)");
}
