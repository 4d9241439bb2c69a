using Lad.Pipeline.Sources.Files;

namespace Lad.Pipeline.Sources.Directories;

/// <summary>Which files of a directory are read, and how.</summary>
public sealed record DirectorySourceOptions
{
    /// <summary>All files of the directory itself, once.</summary>
    public static DirectorySourceOptions Default { get; } = new();

    /// <summary>Which names are read, with <c>*</c> and <c>?</c>. Hidden files never are. Default: all.</summary>
    public string Pattern { get; init; } = "*";

    /// <summary>Whether the directories below are read too. Default: no.</summary>
    public bool Recursive { get; init; }

    /// <summary>
    /// Files that are open at a time while following, 1 to 10,000. Quiet files are closed and opened again when they grow; beyond the bound, files with
    /// something to read wait for their turn. Default: 256.
    /// </summary>
    public int MaxOpenFiles { get; init; } = 256;

    /// <summary>How each file is read.</summary>
    public FileSourceOptions Files { get; init; } = FileSourceOptions.Default;

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [.. Files.Validate()];
        if (string.IsNullOrEmpty(Pattern)) faults.Add($"{nameof(Pattern)} is empty: name files, e.g. *.log.");
        else if (Pattern.Contains('/', StringComparison.Ordinal)) faults.Add($"{nameof(Pattern)} is '{Pattern}': it is about names; for directories below, set {nameof(Recursive)}.");
        if (MaxOpenFiles is < 1 or > 10_000) faults.Add($"{nameof(MaxOpenFiles)} is {MaxOpenFiles}: it must be from 1 to 10000.");
        return faults;
    }
}
