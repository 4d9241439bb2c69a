using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>Which statements are listed, the latest first unless asked otherwise.</summary>
public sealed record FeedbackQuery
{
    /// <summary>Of this fingerprint only.</summary>
    public ulong? Fingerprint { get; init; }

    /// <summary>Of this kind only.</summary>
    public FeedbackKind? Kind { get; init; }

    /// <summary>Those in force only.</summary>
    public bool InForce { get; init; }

    /// <summary>Whether the first statements come first, as an export needs them.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>Where the page begins: the page before says.</summary>
    public string? After { get; init; }

    /// <summary>Statements of a page, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;
}
