namespace Lad.Cli.Locations;

/// <summary>A place that a person named on the command line or in the configuration.</summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="Path">Its path; empty for <see cref="LocationKind.Standard"/>.</param>
public sealed record Location(LocationKind Kind, string Path)
{
    /// <summary>Standard input or output.</summary>
    public static Location Standard { get; } = new(LocationKind.Standard, "");

    /// <summary>The topics of <see cref="LocationKind.Kafka"/>; none for other kinds.</summary>
    public IReadOnlyList<string> Topics => Kind == LocationKind.Kafka ? Path.Split(',') : [];

    /// <summary>Why nothing can be read from here; <see langword="null"/> when it can.</summary>
    internal string? SourceFault => Kind == LocationKind.Elasticsearch && Path.Length == 0 ? "es: needs an index, alias, data stream or pattern after the colon" : null;

    /// <summary>Why nothing can be kept here; <see langword="null"/> when it can.</summary>
    internal string? TargetFault => Kind switch
    {
        LocationKind.Kafka when Topics.Count > 1 => "must name one topic",
        LocationKind.Elasticsearch when Path.Length > 0 => IndexName.Fault(Path),
        _ => null,
    };

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
            "es" => LocationKind.Elasticsearch,
            _ => null,
        };
        if (kind is null) return Refuse($"{scheme}: is no known kind of location; use file:PATH, dir:PATH, models:PATH, kafka:TOPIC, es:INDEX or -", out fault);
        if (path.StartsWith("//", StringComparison.Ordinal)) path = path[2..];
        // Without a name it is an output: the data streams that the settings name.
        if (path.Length == 0 && kind is not LocationKind.Elasticsearch) return Refuse(kind is LocationKind.Kafka ? "kafka: needs a topic after the colon" : $"{scheme}: needs a path after the colon", out fault);
        if (kind is LocationKind.Kafka && path.Split(',').FirstOrDefault(topic => !IsTopic(topic)) is { } wrong)
            return Refuse($"'{wrong}' is no topic's name: at most 249 letters, digits, dots, underscores and hyphens", out fault);
        if (kind is LocationKind.Elasticsearch && path.Length > 0 && IndexName.ExpressionFault(path) is { } reason) return Refuse(reason, out fault);
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
        LocationKind.Elasticsearch => "es:" + Path,
        _ => "file:" + Path,
    };

    private static bool Refuse(string reason, out string fault)
    {
        fault = reason;
        return false;
    }
}
