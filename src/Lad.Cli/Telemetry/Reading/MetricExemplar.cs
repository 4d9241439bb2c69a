namespace Lad.Cli.Telemetry.Reading;

/// <summary>One measurement that stands for those of a sample.</summary>
/// <param name="Labels">What it is told by, such as <c>trace_id</c>.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Timestamp">When, in seconds since 1970; <see langword="null"/> when it does not say.</param>
internal sealed record MetricExemplar(IReadOnlyList<MetricLabel> Labels, double Value, double? Timestamp);
