using Lad.Pipeline.Sources.Lines;
using Lad.Pipeline.Sources.MultiLine;

namespace Lad.Pipeline.Sources.Files;

/// <summary>How files are read.</summary>
public sealed record FileSourceOptions
{
    /// <summary>Read once, from start to end.</summary>
    public static FileSourceOptions Default { get; } = new();

    /// <summary>How bytes are cut into records.</summary>
    public LineOptions Lines { get; init; } = LineOptions.Default;

    /// <summary>How lines are joined into records.</summary>
    public MultiLineOptions MultiLine { get; init; } = MultiLineOptions.Default;

    /// <summary>Whether to go on at the end: wait for more, across rotation and truncation. Default: off.</summary>
    public bool Follow { get; init; }

    /// <summary>Where to start when following without a cursor. Default: at the beginning.</summary>
    public StartPosition Start { get; init; } = StartPosition.Beginning;

    /// <summary>How often a followed file is looked at while it is quiet, 1 ms to 1 min. Default: 200 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The file that remembers how far records were acknowledged, to go on there; <see langword="null"/>, the default, for none.</summary>
    public string? CursorPath { get; init; }

    /// <summary>The least time between two savings of the cursor, 0 to 1 h; what is not saved when a process dies is read again. Default: 1 s.</summary>
    public TimeSpan CursorInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [.. Lines.Validate(), .. MultiLine.Validate()];
        if (!Enum.IsDefined(Start)) faults.Add($"{nameof(Start)} is {Start}: it must be Beginning or End.");
        if (PollInterval < TimeSpan.FromMilliseconds(1) || PollInterval > TimeSpan.FromMinutes(1)) faults.Add($"{nameof(PollInterval)} is {PollInterval}: it must be from 1 ms to 1 min.");
        if (CursorInterval < TimeSpan.Zero || CursorInterval > TimeSpan.FromHours(1)) faults.Add($"{nameof(CursorInterval)} is {CursorInterval}: it must be from 0 to 1 h.");
        if (CursorPath is "") faults.Add($"{nameof(CursorPath)} is empty: name a file, or leave it out.");
        return faults;
    }
}
