namespace Lad.Pipeline.Feedback;

/// <summary>What is in force for all fingerprints. Immutable; a change makes a new one.</summary>
public sealed class FeedbackSet
{
    /// <summary>Nothing is in force.</summary>
    public static FeedbackSet Empty { get; } = new();
}
