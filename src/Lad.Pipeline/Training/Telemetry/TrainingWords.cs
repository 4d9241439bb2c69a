namespace Lad.Pipeline.Training.Telemetry;

/// <summary>Causes, results and criteria as they are written in labels.</summary>
internal static class TrainingWords
{
    /// <summary>All causes, in their order.</summary>
    public static IReadOnlyList<string> Causes { get; } = ["first", "schedule", "drift", "request"];

    /// <summary>All results, in their order.</summary>
    public static IReadOnlyList<string> Results { get; } = ["published", "refused", "nothing-new", "failed"];

    /// <summary>A cause.</summary>
    public static string Of(TrainingCause cause) => Causes[(int)cause];

    /// <summary>A result.</summary>
    public static string Of(TrainingResult result) => Results[(int)result];

    /// <summary>What a gate looked at.</summary>
    public static string Of(GateCriterion criterion) => criterion.Name.Replace(' ', '-');
}
