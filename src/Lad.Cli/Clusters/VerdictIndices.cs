using System.IO.Enumeration;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;

namespace Lad.Cli.Clusters;

/// <summary>Where a run writes in a cluster, so that it does not read it.</summary>
internal static class VerdictIndices
{
    private const string Usual = "logs-lad.*";

    /// <summary>Data stream or index of the verdicts; <see langword="null"/>: none.</summary>
    public static string? Scored(LadSettings settings)
    {
        string named = settings.Output.To is { Kind: LocationKind.Elasticsearch, Path.Length: > 0 } to ? to.Path : settings.Elasticsearch.ScoredIndex;
        return named.Length > 0 ? named : null;
    }

    /// <summary>Data stream or index of the anomalies; <see langword="null"/>: none, or the verdicts' own. The usual one takes scored records alone.</summary>
    public static string? Anomalies(LadSettings settings) =>
        settings.Elasticsearch.AnomaliesIndex is { Length: > 0 } index && index != Scored(settings) && !(settings.Output.Format == OutputSettings.LadV1 && IsUsual(index)) ? index : null;

    /// <summary>Whether a name is one of the data streams whose mapping knows the fields of scored records, and no others.</summary>
    public static bool IsUsual(string name) => Matches(Usual, name);

    /// <summary>What is read, without what is written: a pattern such as <c>logs-*</c> matches the verdicts' data streams too.</summary>
    /// <exception cref="Commands.CommandException">What is written is read by its name.</exception>
    public static string Source(LadSettings settings)
    {
        string[] parts = settings.Input.From.Path.Split(',');
        string[] written = [.. new[] { Scored(settings), Anomalies(settings) }.OfType<string>()];
        if (settings.Output.To.Kind == LocationKind.Elasticsearch && written.FirstOrDefault(parts.Contains) is { } both)
            throw new Commands.CommandException($"{both} is read and written: verdicts would be scored in their turn, without an end. Write elsewhere: --to es:NAME", ExitCode.Usage);
        string[] patterns = [.. parts.Where(part => part.Contains('*', StringComparison.Ordinal) && !part.StartsWith('-'))];
        string[] left = [.. new[] { Usual }.Concat(written.Where(name => !Matches(Usual, name))).Where(name => patterns.Any(pattern => Overlaps(pattern, name)) && !parts.Contains("-" + name))];
        return string.Join(',', parts.Concat(left.Select(name => "-" + name)));
    }

    private static bool Overlaps(string pattern, string name) => Matches(pattern, name.Replace("*", "scored-default", StringComparison.Ordinal)) || Matches(pattern, name.Replace("*", "anomaly-default", StringComparison.Ordinal));

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
