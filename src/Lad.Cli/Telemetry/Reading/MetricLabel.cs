namespace Lad.Cli.Telemetry.Reading;

/// <summary>One label of a sample.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, without escapes.</param>
internal readonly record struct MetricLabel(string Name, string Value);
