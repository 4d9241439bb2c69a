using System.Globalization;
using System.Text.Json;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Api.Requests;

/// <summary>
/// Reads the parameters of a list, from the query or, of a search, from the members of the body, and collects all that is wrong with them. A parameter that nobody asked for is a fault: a misspelt filter must not list everything.
/// </summary>
internal sealed class ParameterReader
{
    private const string Repeated = "\0";
    private readonly IReadOnlyDictionary<string, string> given;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IReadOnlyList<string>> faults = new(StringComparer.Ordinal);

    private ParameterReader(IReadOnlyDictionary<string, string> given) => this.given = given;

    /// <summary>The parameters of the query.</summary>
    public static ParameterReader Query(HttpContext context) =>
        new(context.Request.Query.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.Count == 1 ? parameter.Value[0] ?? "" : Repeated, StringComparer.Ordinal));

    /// <summary>The members of a body, which is one flat JSON object: what is searched for has no place in a URL, which proxies write down.</summary>
    /// <exception cref="ProblemException">The body is something else.</exception>
    public static async Task<ParameterReader> BodyAsync(HttpContext context)
    {
        Dictionary<string, JsonElement> members = await BodyReader.ReadAsync(context, ApiJson.Default.DictionaryStringJsonElement, ApiLimits.MaxBody).ConfigureAwait(false);
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in members)
        {
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) throw ProblemException.Malformed(name, "is no text, number or truth value");
            if (value.ValueKind != JsonValueKind.Null) given[name] = Written(name, value);
        }

        return new ParameterReader(given);
    }

    private static string Written(string name, JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.ToString().ToLowerInvariant() : value.ToString();
        }
        catch (InvalidOperationException)
        {
            throw ProblemException.Malformed(name, "holds half of a surrogate pair");
        }
    }

    /// <summary>The value as it is; <see langword="null"/> when it is not given.</summary>
    public string? Text(string name, int longest = 256)
    {
        known.Add(name);
        if (!given.TryGetValue(name, out string? value)) return null;
        string? fault = ReferenceEquals(value, Repeated) ? "is given more than once" : value.Length > longest ? $"is longer than {longest} characters" : null;
        if (fault is null) return value;
        faults[name] = [fault];
        return null;
    }

    public int Number(string name, int usual, int least, int most) => Parse(name, usual,
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most ? value : null, $"is no number from {least} to {most}");

    public double? Share(string name) => Optional<double>(name,
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1 ? value : null, "is no number from 0 to 1");

    public bool Flag(string name, bool usual) => Parse<bool>(name, usual, text => text switch { "true" => true, "false" => false, _ => null }, "is neither true nor false");

    /// <summary>A time as RFC 3339 has it, with an offset.</summary>
    public DateTimeOffset? Time(string name) => Optional(name, TimeText.Read, TimeText.Fault);

    /// <summary>A length of time such as <c>90m</c>, <c>24h</c> or <c>7d</c>.</summary>
    public TimeSpan? Span(string name, TimeSpan longest) => Optional<TimeSpan>(name,
        text => SpanText.Read(text) is { } span && span <= longest ? span : null, $"is no length of time up to {SpanText.Write(longest)}, such as 90m, 24h or 7d");

    public ulong? Fingerprint(string name) => Optional(name, FingerprintText.Read, FingerprintText.Fault);

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, T usual, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Text(name) is not { } text) return usual;
        foreach ((string word, T value) in choices)
        {
            if (word == text) return value;
        }

        string words = "";
        foreach ((string word, _) in choices) words += words.Length == 0 ? word : ", " + word;
        faults[name] = [$"is none of {words}"];
        return usual;
    }

    /// <summary>Call after the last parameter.</summary>
    /// <exception cref="ProblemException">Something is wrong with some parameter.</exception>
    public void End()
    {
        foreach (string name in given.Keys)
        {
            if (!known.Contains(name)) faults[name.Length > 64 ? name[..64] : name] = ["is no parameter here"];
        }

        if (faults.Count > 0) throw new ProblemException(400, "The parameters are not well-formed.", faults);
    }

    private T Parse<T>(string name, T usual, Func<string, T?> parse, string fault)
        where T : struct => Optional(name, parse, fault) ?? usual;

    private T? Optional<T>(string name, Func<string, T?> parse, string fault)
        where T : struct
    {
        if (Text(name) is not { } text) return null;
        if (parse(text) is { } value) return value;
        faults[name] = [fault];
        return null;
    }
}
