using Lad.Pipeline.Sources.Lines;
using Lad.Pipeline.Sources.MultiLine;

namespace Lad.Pipeline.Sources.Pipes;

/// <summary>How a pipe is read.</summary>
public sealed record PipeSourceOptions
{
    /// <summary>The defaults.</summary>
    public static PipeSourceOptions Default { get; } = new();

    /// <summary>How bytes are cut into records.</summary>
    public LineOptions Lines { get; init; } = LineOptions.Default;

    /// <summary>How lines are joined into records.</summary>
    public MultiLineOptions MultiLine { get; init; } = MultiLineOptions.Default;

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate() => [.. Lines.Validate(), .. MultiLine.Validate()];
}
