using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;

namespace Lad.Kafka.Producing;

/// <summary>Where verdicts go, and which.</summary>
public sealed record KafkaSinkOptions
{
    /// <summary>Topic of the verdicts that <see cref="Emit"/> includes, keyed as their records were; <see langword="null"/> for none. Default <c>lad.scored</c>.</summary>
    public string? ScoredTopic { get; init; } = "lad.scored";

    /// <summary>Topic of the anomalies, keyed by fingerprint (16 lower-case hex digits); <see langword="null"/> for none. Default <c>lad.anomalies</c>.</summary>
    public string? AnomaliesTopic { get; init; } = "lad.anomalies";

    /// <summary>Which verdicts go to <see cref="ScoredTopic"/>. Default all.</summary>
    public Emit Emit { get; init; } = Emit.All;

    /// <summary>Writes each message's object. Default: scored records.</summary>
    public IVerdictWriter Writer { get; init; } = new ScoredRecordWriter();

    /// <summary>Everything that is wrong with the options.</summary>
    public IEnumerable<string> Validate()
    {
        if (ScoredTopic is null && AnomaliesTopic is null) yield return "Verdicts have neither a ScoredTopic nor an AnomaliesTopic: name at least one.";
        if (ScoredTopic is { Length: 0 }) yield return "The ScoredTopic has no name.";
        if (AnomaliesTopic is { Length: 0 }) yield return "The AnomaliesTopic has no name.";
        if (ScoredTopic is { Length: > 0 } && ScoredTopic == AnomaliesTopic) yield return $"The ScoredTopic and the AnomaliesTopic are both '{ScoredTopic}': anomalies would be there twice.";
    }
}
