using System.Globalization;
using System.Text.Json.Nodes;

namespace Lad.Cli.Configuration;

/// <summary>A point in time, or how long ago.</summary>
/// <param name="Time">The point in time; <see langword="null"/>: <paramref name="Ago"/> says.</param>
/// <param name="Ago">How long before the start of the process.</param>
public sealed record Moment(DateTimeOffset? Time, TimeSpan Ago = default)
{
    /// <summary>What a moment looks like, for messages.</summary>
    internal const string Forms = "a time such as 2026-11-20T00:00:00Z, or how long ago such as -1h";

    /// <summary>A moment, or none.</summary>
    internal static SettingType<Moment?> Optional { get; } = new(
        "nothing, " + Forms,
        () => new JsonObject { ["type"] = "string" },
        (string text, out Moment? value, out string fault) =>
        {
            fault = text.Length == 0 || TryParse(text, out _) ? "" : "must be " + Forms;
            value = TryParse(text, out Moment moment) ? moment : null;
            return fault.Length == 0;
        },
        value => value?.ToString() ?? "");

    /// <summary>The point in time, seen from now.</summary>
    public DateTimeOffset At(TimeProvider clock) => Time ?? clock.GetUtcNow() - Ago;

    /// <summary>Reads a time, taken as UTC when it names no zone, or <c>-1h</c>.</summary>
    public static bool TryParse(string text, out Moment moment)
    {
        moment = new Moment(Time: null);
        if (text.StartsWith('-') && SettingTypes.Duration.TryParse(text[1..], out TimeSpan ago, out _))
        {
            moment = new Moment(Time: null, ago);
            return true;
        }
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)) return false;
        moment = new Moment(time);
        return true;
    }

    /// <summary>The text that is read again as this.</summary>
    public override string ToString() => Time is { } time ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) : "-" + SettingTypes.Duration.Format(Ago);
}
