using Lad.Pipeline.Sources.Lines;

namespace Lad.Pipeline.Sources.Files;

/// <summary>How a file is read.</summary>
public sealed record FileSourceOptions
{
    /// <summary>Read once, from start to end.</summary>
    public static FileSourceOptions Default { get; } = new();

    /// <summary>How bytes are cut into records.</summary>
    public LineOptions Lines { get; init; } = LineOptions.Default;

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate() => Lines is null ? [$"{nameof(Lines)} is missing."] : Lines.Validate();
}
