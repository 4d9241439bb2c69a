namespace Lad.Elasticsearch.Requests;

/// <summary>Names of indices as a part of a path.</summary>
internal static class IndexPath
{
    private const int Longest = 2048;

    /// <summary>The names, escaped; commas, stars and colons (of other clusters) keep their meaning.</summary>
    /// <exception cref="ArgumentException">A name cannot be one.</exception>
    public static string Of(string names)
    {
        string[] parts = names.Split(',');
        string? wrong = Array.Find(parts, name => name.Length == 0 || name is "." or ".." || name[0] == '_' || name.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)));
        if (wrong is not null || names.Length > Longest) throw new ArgumentException($"'{names[..Math.Min(names.Length, 200)]}' is no name of an index, alias or data stream, nor a pattern of such names.", nameof(names));
        return string.Join(',', parts.Select(Escape));
    }

    private static string Escape(string name) => Uri.EscapeDataString(name).Replace("%2A", "*", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
}
