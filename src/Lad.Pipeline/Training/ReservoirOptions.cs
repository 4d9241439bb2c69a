namespace Lad.Pipeline.Training;

/// <summary>Of what a reservoir keeps a sample, and how much.</summary>
public sealed record ReservoirOptions
{
    /// <summary>Bytes of a message that are kept; masking looks at no more.</summary>
    public const int MaxMessageBytes = 8192;

    /// <summary>Messages that are kept at most, at least 1. Default 200,000.</summary>
    public int MaxRecords { get; init; } = 200_000;

    /// <summary>Bytes that are kept at most, with what each entry costs; at least 1. Default 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>How far back the sample reaches on the stream's own clock; zero sets no bound. Default: no bound.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>Over how many of the latest messages it reaches; 0 sets no bound. Default: no bound.</summary>
    public long WindowRecords { get; init; }

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        if (MaxRecords < 1) faults.Add($"{nameof(MaxRecords)} is {MaxRecords}: at least 1 message must be kept.");
        if (MaxBytes < 1) faults.Add($"{nameof(MaxBytes)} is {MaxBytes}: at least 1 byte must be kept.");
        if (Window < TimeSpan.Zero) faults.Add($"{nameof(Window)} is {Window}: it must not be negative; zero sets no bound.");
        if (WindowRecords < 0) faults.Add($"{nameof(WindowRecords)} is {WindowRecords}: it must not be negative; 0 sets no bound.");
        return faults;
    }
}
