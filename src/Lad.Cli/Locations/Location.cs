namespace Lad.Cli.Locations;

/// <summary>A place that a person named on the command line or in the configuration.</summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="Path">Its path; empty for <see cref="LocationKind.Standard"/>.</param>
public sealed record Location(LocationKind Kind, string Path)
{
    private static readonly string[] LaterSchemes = ["es"];

    /// <summary>Standard input or output.</summary>
    public static Location Standard { get; } = new(LocationKind.Standard, "");

    /// <summary>The topics of <see cref="LocationKind.Kafka"/>; none for other kinds.</summary>
    public IReadOnlyList<string> Topics => Kind == LocationKind.Kafka ? Path.Split(',') : [];

    /// <summary>Whether a name can be a topic's.</summary>
    public static bool IsTopic(string name) => name.Length is > 0 and <= 249 && name is not ("." or "..") && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    /// <summary>Reads a location.</summary>
    /// <param name="text">A URI such as <c>file:app.log</c>, a bare path, or <c>-</c>.</param>
    /// <param name="location">The location.</param>
    /// <param name="fault">What is wrong with <paramref name="text"/>, and what to write instead.</param>
    public static bool TryParse(string text, out Location location, out string fault)
    {
        location = Standard;
        fault = "";
        if (text is "-") return true;
        if (text.Length == 0) return Refuse("a location is needed, such as file:app.log, dir:logs or -", out fault);
        int colon = text.IndexOf(':');
        string scheme = colon > 0 ? text[..colon] : "";
        string path = colon > 0 ? text[(colon + 1)..] : text;
        if (Array.Exists(LaterSchemes, later => later.Equals(scheme, StringComparison.OrdinalIgnoreCase)))
            return Refuse($"{scheme}: locations are not in this build yet; file:, dir:, models:, kafka: and - are", out fault);
        // A path may hold a colon, a scheme is letters alone and longer than a drive's letter.
        if (scheme.Length < 2 || !scheme.All(char.IsAsciiLetter) || File.Exists(text))
        {
            location = new Location(LocationKind.File, text);
            return true;
        }
        LocationKind? kind = scheme.ToLowerInvariant() switch
        {
            "file" => LocationKind.File,
            "dir" => LocationKind.Directory,
            "models" => LocationKind.Models,
            "kafka" => LocationKind.Kafka,
            _ => null,
        };
        if (kind is null) return Refuse($"{scheme}: is no known kind of location; use file:PATH, dir:PATH, models:PATH, kafka:TOPIC or -", out fault);
        if (path.StartsWith("//", StringComparison.Ordinal)) path = path[2..];
        if (path.Length == 0) return Refuse(kind is LocationKind.Kafka ? "kafka: needs a topic after the colon" : $"{scheme}: needs a path after the colon", out fault);
        if (kind is LocationKind.Kafka && path.Split(',').FirstOrDefault(topic => !IsTopic(topic)) is { } wrong)
            return Refuse($"'{wrong}' is no topic's name: at most 249 letters, digits, dots, underscores and hyphens", out fault);
        location = new Location(kind.Value, path);
        return true;
    }

    /// <summary>The location as a URI.</summary>
    public override string ToString() => Kind switch
    {
        LocationKind.Standard => "-",
        LocationKind.Directory => "dir:" + Path,
        LocationKind.Models => "models:" + Path,
        LocationKind.Kafka => "kafka:" + Path,
        _ => "file:" + Path,
    };

    private static bool Refuse(string reason, out string fault)
    {
        fault = reason;
        return false;
    }
}
