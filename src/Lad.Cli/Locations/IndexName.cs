using System.Text;

namespace Lad.Cli.Locations;

/// <summary>Names of Elasticsearch's indices, aliases and data streams, by its own rules.</summary>
internal static class IndexName
{
    private const int MaxBytes = 255;
    private const string Forbidden = "\\/*?\"<>| ,#:";

    /// <summary>What is wrong with a name; <see langword="null"/> when nothing is.</summary>
    public static string? Fault(string name) => Fault(name, Forbidden);

    /// <summary>What is wrong with what a source reads: names, patterns with <c>*</c>, exclusions behind them, date math, names of other clusters; <see langword="null"/> when nothing is.</summary>
    public static string? ExpressionFault(string expression)
    {
        string[] parts = expression.Split(',');
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i];
            bool excludes = part.StartsWith('-');
            if (excludes && i == 0) return $"'{part}' leaves out something, and nothing stands before it to leave it out of, such as logs-*,{part}";
            if (PartFault(excludes ? part[1..] : part) is { } fault) return fault;
        }
        return null;
    }

    private static string? PartFault(string part)
    {
        // Date math, <logs-{now/d}>, is for the server to understand.
        if (part.StartsWith('<') && part.EndsWith('>')) return part.Length > 2 && !part.Contains(' ', StringComparison.Ordinal) ? null : $"'{part}' is no date math such as <logs-{{now/d}}>";
        int colon = part.IndexOf(':', StringComparison.Ordinal);
        if (colon == 0) return $"'{part}' names no cluster before the colon";
        string name = colon > 0 ? part[(colon + 1)..] : part;
        return Fault(name, Forbidden.Replace("*", "", StringComparison.Ordinal));
    }

    private static string? Fault(string name, string forbidden)
    {
        if (name.Length == 0) return "an index, alias or data stream needs a name";
        if (name is "." or "..") return $"'{name}' is no index's name";
        if (name[0] is '-' or '_' or '+') return $"'{name}' is no index's name: none begins with -, _ or +";
        if (name.FirstOrDefault(letter => forbidden.Contains(letter, StringComparison.Ordinal) || char.IsControl(letter)) is var wrong && wrong != default)
            return wrong == '*' ? $"'{name}' is a pattern, and one data stream or index is needed" : $"'{name}' is no index's name: none holds '{wrong}'";
        if (name.Any(char.IsUpper)) return $"'{name}' is no index's name: they are in lower case, such as {name.ToLowerInvariant()}";
        return Encoding.UTF8.GetByteCount(name) > MaxBytes ? $"'{name[..32]}...' is too long for an index's name: {MaxBytes} bytes at most" : null;
    }
}
