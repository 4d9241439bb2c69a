namespace Lad.Cli.Tests.Observability;

/// <summary>Holds expressions to what is exported: series by name, labels by series, rates to what counts.</summary>
internal static class Naming
{
    private static readonly MetricTable Table = MetricTable.Read();
    private static readonly string[] OfTarget = ["job", "instance"];
    private static readonly string[] OfCounters = ["rate", "irate", "increase"];

    /// <summary>What is wrong with an expression, a sentence each.</summary>
    public static IEnumerable<string> Faults(string expression)
    {
        PromQl parsed = PromQl.Parse(expression);
        var known = new HashSet<string>(OfTarget);
        foreach ((string name, string[] labels, string function) in parsed.Series)
        {
            if (LabelsOf(name) is not { } own)
            {
                yield return $"{name} is no row of docs/metrics.md and no rule records it: {expression}";
                continue;
            }
            known.UnionWith(own);
            foreach (string label in labels.Except(own).Except(OfTarget)) yield return $"{name} has no label {label}: {expression}";
            if (OfCounters.Contains(function) && !Counts(name)) yield return $"{name} is no counter, and a rate is taken of it: {expression}";
            if (name.EndsWith("_bucket", StringComparison.Ordinal) && !parsed.Groups.Contains("le")) yield return $"{name} loses its buckets: {expression}";
        }
        foreach (string label in parsed.Groups.Except(known)) yield return $"nothing has a label {label}: {expression}";
    }

    private static bool Counts(string name) => (IsRuntime(name) && name.EndsWith("_total", StringComparison.Ordinal)) || Table.Of(name) is { Type: "counter" or "histogram" };

    private static string[]? LabelsOf(string name)
    {
        // Prometheus's own.
        if (name == "up") return [];
        if (IsRuntime(name)) return ["gc_heap_generation"];
        // A recorded series has the labels that its level names.
        if (RuleFile.Recorded.Contains(name)) return name[..name.IndexOf(':', StringComparison.Ordinal)].Split('_');
        return Table.Of(name)?.Labels;
    }

    // What .NET's meter says of itself; docs/metrics.md has one row for all of it.
    private static bool IsRuntime(string name) => name.StartsWith("dotnet_", StringComparison.Ordinal);
}
