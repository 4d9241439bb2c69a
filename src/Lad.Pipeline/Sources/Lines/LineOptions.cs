namespace Lad.Pipeline.Sources.Lines;

/// <summary>How bytes are cut into records.</summary>
public sealed record LineOptions
{
    /// <summary>The defaults.</summary>
    public static LineOptions Default { get; } = new();

    /// <summary>Bytes of a record that are kept; what is beyond is dropped, counted, and the record flagged. 256 bytes to 64 MiB. Default: 1 MiB.</summary>
    public int MaxRecordBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes asked for in one read, 4 KiB to 16 MiB. Default: 256 KiB.</summary>
    public int ReadBytes { get; init; } = 256 * 1024;

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (MaxRecordBytes is < 256 or > 64 * 1024 * 1024) faults.Add($"{nameof(MaxRecordBytes)} is {MaxRecordBytes}: it must be from 256 to 67108864.");
        if (ReadBytes is < 4096 or > 16 * 1024 * 1024) faults.Add($"{nameof(ReadBytes)} is {ReadBytes}: it must be from 4096 to 16777216.");
        return faults;
    }
}
