namespace Lad.Cli.Telemetry.Reading;

/// <summary>A text is no exposition of metrics, or more than is taken.</summary>
/// <param name="line">The line, from 1; 0 for the whole.</param>
/// <param name="reason">What is wrong.</param>
internal sealed class ExpositionException(int line, string reason) : FormatException(line == 0 ? reason : $"line {line}: {reason}")
{
    /// <summary>The line, from 1; 0 for the whole.</summary>
    public int Line { get; } = line;
}
