namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>The variables of the first prototype for which a template has to ask.</summary>
internal static class LegacyNames
{
    private static readonly string[] Training = ["ELASTICSEARCH_ENDPOINT", "MODEL", "INDEX", "TIME_SPAN", "MAX_ENTRIES", "ITERS", "SERVICE"];
    private static readonly string[] Inference = ["ELASTICSEARCH_ENDPOINT", "MODEL", "INDEX", "OUTDEX", "TIME_SPAN", "MAX_ENTRIES", "SERVICE", "THRESHOLD", "MAX_ANOMALIES"];

    public static IReadOnlyList<string> All { get; } = [.. Training.Select(name => "LADT_" + name), .. Inference.Select(name => "LADI_" + name)];
}
