using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lad.Cli.Locations;

namespace Lad.Cli.Configuration;

/// <summary>The kinds of values that settings take.</summary>
internal static class SettingTypes
{
    /// <summary>Separates the items of a list in its text form.</summary>
    public const char ListSeparator = '\n';

    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");

    /// <summary>The kinds of places that records are read from.</summary>
    public static readonly LocationKind[] Sources = [LocationKind.Standard, LocationKind.File, LocationKind.Directory, LocationKind.Kafka, LocationKind.Elasticsearch];

    /// <summary>Any text.</summary>
    public static SettingType<string> Text { get; } = new("text", () => Typed("string"), Accept, value => value);

    /// <summary>A name that can be part of a file's name.</summary>
    public static SettingType<string> Name { get; } = new(
        "letters, digits, dot, underscore and hyphen",
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_][A-Za-z0-9._-]*$" },
        (string text, out string value, out string fault) =>
        {
            value = text;
            return text.Length > 0 && text[0] is not ('.' or '-') && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')
                ? Good(out fault)
                : Bad("must be a name of letters, digits, dots, underscores and hyphens", out fault);
        },
        value => value,
        "default");

    /// <summary>What of a record is scored.</summary>
    public static SettingType<string> Field { get; } = new(
        "auto, none, or a JSON path such as log.message",
        () => Typed("string"),
        (string text, out string value, out string fault) =>
        {
            value = text;
            return text.Length > 0 ? Good(out fault) : Bad("must be auto, none, or a JSON path such as log.message", out fault);
        },
        value => value,
        "auto", "none");

    /// <summary>True or false.</summary>
    public static SettingType<bool> Switch { get; } = new(
        "true or false",
        () => Typed("boolean"),
        (string text, out bool value, out string fault) => bool.TryParse(text, out value) ? Good(out fault) : Bad("must be true or false", out fault),
        value => value ? "true" : "false",
        "true", "false");

    /// <summary>A span of time with its unit.</summary>
    public static SettingType<TimeSpan> Duration { get; } = new(
        "a duration such as 500ms, 30s, 5m, 1h or 7d",
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+(\\.[0-9]+)?(ms|s|m|h|d)$" },
        ParseDuration,
        FormatDuration);

    /// <summary>Regular expressions that match in time linear in the text.</summary>
    public static SettingType<IReadOnlyList<string>> Patterns { get; } = new(
        "a list of regular expressions",
        () => new JsonObject { ["type"] = "array", ["items"] = Typed("string") },
        ParsePatterns,
        value => string.Join(ListSeparator, value));

    /// <summary>One of several words.</summary>
    public static SettingType<string> Choice(params string[] choices) => new(
        string.Join(", ", choices[..^1]) + " or " + choices[^1],
        () => new JsonObject { ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]) },
        (string text, out string value, out string fault) =>
        {
            value = text.ToLowerInvariant();
            return choices.Contains(value) ? Good(out fault) : Bad($"must be {string.Join(", ", choices[..^1])} or {choices[^1]}{NearestName.Hint(value, choices)}", out fault);
        },
        value => value,
        choices);

    /// <summary>A whole number.</summary>
    public static SettingType<long> Integer(long minimum, long maximum = long.MaxValue) => new(
        maximum == long.MaxValue ? $"integer, at least {minimum}" : $"integer from {minimum} to {maximum}",
        () => maximum == long.MaxValue
            ? new JsonObject { ["type"] = "integer", ["minimum"] = minimum }
            : new JsonObject { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum },
        (string text, out long value, out string fault) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum
                ? Good(out fault)
                : Bad(maximum == long.MaxValue ? $"must be a whole number, at least {minimum}" : $"must be a whole number from {minimum} to {maximum}", out fault),
        value => value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number inside an open interval.</summary>
    public static SettingType<double> Between(double above, double below) => new(
        string.Create(CultureInfo.InvariantCulture, $"number above {above} and below {below}"),
        () => new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = above, ["exclusiveMaximum"] = below },
        (string text, out double value, out string fault) => Number(text, out value) && value > above && value < below
            ? Good(out fault)
            : Bad(string.Create(CultureInfo.InvariantCulture, $"must be a number above {above} and below {below}"), out fault),
        value => value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number inside a closed interval.</summary>
    public static SettingType<double> From(double minimum, double maximum) => new(
        string.Create(CultureInfo.InvariantCulture, $"number from {minimum} to {maximum}"),
        () => new JsonObject { ["type"] = "number", ["minimum"] = minimum, ["maximum"] = maximum },
        (string text, out double value, out string fault) => Number(text, out value) && value >= minimum && value <= maximum
            ? Good(out fault)
            : Bad(string.Create(CultureInfo.InvariantCulture, $"must be a number from {minimum} to {maximum}"), out fault),
        value => value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A positive number, or <c>auto</c> for <see langword="null"/>.</summary>
    public static SettingType<double?> PositiveOrAuto { get; } = new(
        "positive number, or auto",
        () => new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["const"] = "auto" }, new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 }) },
        (string text, out double? value, out string fault) =>
        {
            value = null;
            if (text is "auto") return Good(out fault);
            if (!Number(text, out double number) || !double.IsFinite(number) || number <= 0) return Bad("must be a positive number, or auto", out fault);
            value = number;
            return Good(out fault);
        },
        value => value is { } number ? number.ToString(CultureInfo.InvariantCulture) : "auto",
        "auto");

    /// <summary>A location of one of the given kinds that holds one thing; empty when <paramref name="optional"/> and none is given.</summary>
    public static SettingType<Location?> Place(bool optional, params LocationKind[] kinds) => Place(optional, static location => location.TargetFault, kinds);

    /// <summary>A location of one of the given kinds that is read, and may name several topics or indices.</summary>
    public static SettingType<Location?> Source(params LocationKind[] kinds) => Place(false, static location => location.SourceFault, kinds);

    /// <summary>A location of one of the given kinds that is read, or nothing.</summary>
    public static SettingType<Location?> OptionalSource(params LocationKind[] kinds) => Place(true, static location => location.SourceFault, kinds);

    private static SettingType<Location?> Place(bool optional, Func<Location, string?> check, LocationKind[] kinds) => new(
        (optional ? "nothing, or " : "") + Examples(kinds),
        () => Typed("string"),
        (string text, out Location? value, out string fault) =>
        {
            value = null;
            if (optional && text.Length == 0) return Good(out fault);
            if (!Location.TryParse(text, out Location location, out fault)) return false;
            value = location;
            if (!kinds.Contains(location.Kind)) return Bad($"must be {Examples(kinds)}, not {text}", out fault);
            return check(location) is not { } reason || Bad(reason, out fault);
        },
        value => value?.ToString() ?? "");

    private static string Examples(LocationKind[] kinds) => string.Join(" or ", kinds.Select(kind => kind switch
    {
        LocationKind.Standard => "-",
        LocationKind.Directory => "dir:DIRECTORY",
        LocationKind.Models => "models:DIRECTORY",
        LocationKind.Kafka => "kafka:TOPIC",
        LocationKind.Elasticsearch => "es:INDEX",
        _ => "file:FILE",
    }));

    private static bool Good(out string fault)
    {
        fault = "";
        return true;
    }

    private static bool Bad(string reason, out string fault)
    {
        fault = reason;
        return false;
    }

    private static JsonObject Typed(string type) => new() { ["type"] = type };

    private static bool Accept(string text, out string value, out string fault)
    {
        value = text;
        return Good(out fault);
    }

    private static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool ParsePatterns(string text, out IReadOnlyList<string> value, out string fault)
    {
        value = text.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (string pattern in value)
        {
            try
            {
                _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception refusal) when (refusal is ArgumentException or NotSupportedException)
            {
                return Bad($"has a pattern that cannot be used: {refusal.Message}", out fault);
            }
        }
        return Good(out fault);
    }

    private static bool ParseDuration(string text, out TimeSpan value, out string fault)
    {
        value = default;
        int digits = text.AsSpan().IndexOfAnyExcept(NumberLetters);
        double seconds = (digits < 0 ? "" : text[digits..]) switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, "d" => 86400, _ => 0 };
        if (seconds == 0 || !Number(text[..digits], out double count) || count * seconds > 1e9)
            return Bad("must be a duration such as 500ms, 30s, 5m, 1h or 7d", out fault);
        value = TimeSpan.FromSeconds(count * seconds);
        return Good(out fault);
    }

    private static string FormatDuration(TimeSpan value)
    {
        (double count, string unit) = value.Ticks switch
        {
            0 => (0, "s"),
            var ticks when ticks % TimeSpan.TicksPerDay == 0 => (value.TotalDays, "d"),
            var ticks when ticks % TimeSpan.TicksPerHour == 0 => (value.TotalHours, "h"),
            var ticks when ticks % TimeSpan.TicksPerMinute == 0 => (value.TotalMinutes, "m"),
            var ticks when ticks % TimeSpan.TicksPerSecond == 0 => (value.TotalSeconds, "s"),
            _ => (value.TotalMilliseconds, "ms"),
        };
        return count.ToString(CultureInfo.InvariantCulture) + unit;
    }
}
