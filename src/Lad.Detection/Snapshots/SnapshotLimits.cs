namespace Lad.Detection.Snapshots;

/// <summary>
/// What a snapshot may hold at most. The numbers are part of the format: a writer keeps them, a reader refuses what exceeds them
/// before it takes memory for it.
/// </summary>
public static class SnapshotLimits
{
    /// <summary>Bytes of a whole snapshot: 256 MiB.</summary>
    public const int SnapshotBytes = 256 << 20;

    /// <summary>Sections, unknown ones included.</summary>
    public const int Sections = 64;

    /// <summary>Bytes of the UTF-8 form of one string: 64 KiB.</summary>
    public const int StringBytes = 64 << 10;

    /// <summary>Bytes of one user pattern; it has at most 1,024 UTF-16 code units besides.</summary>
    public const int PatternBytes = 3072;

    /// <summary>User patterns.</summary>
    public const int Patterns = 64;

    /// <summary>Strings in the string table.</summary>
    public const int Strings = 1 << 20;

    /// <summary>Templates.</summary>
    public const int Templates = 1 << 20;

    /// <summary>Tokens of one template, and tokens of a message that masking looks at.</summary>
    public const int Tokens = 4096;

    /// <summary>Bytes of a message that masking looks at: 1 MiB.</summary>
    public const int MessageBytes = 1 << 20;

    /// <summary>Words of the vocabulary.</summary>
    public const int Words = 1 << 20;

    /// <summary>Length of a word vector or a codebook vector.</summary>
    public const int Dimension = 4096;

    /// <summary>Rows of a map, and columns.</summary>
    public const int MapSide = 1024;

    /// <summary>Words that name a failure.</summary>
    public const int SeverityWords = 4096;

    /// <summary>Points of a calibration.</summary>
    public const int CalibrationPoints = 1 << 16;

    /// <summary>Criteria of a gate.</summary>
    public const int GateCriteria = 64;

    /// <summary>Judgements that training took notice of, of either kind, and templates that were given weight.</summary>
    public const int FeedbackOutcomes = 10_000;
}
