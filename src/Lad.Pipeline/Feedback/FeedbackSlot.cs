namespace Lad.Pipeline.Feedback;

/// <summary>Holds the feedback in force; the graph reads it once for each batch, a feed replaces it by one reference write.</summary>
public sealed class FeedbackSlot
{
    private volatile FeedbackSet current = FeedbackSet.Empty;

    /// <summary>What is in force.</summary>
    public FeedbackSet Current => current;

    /// <summary>Puts another set in force.</summary>
    public void Swap(FeedbackSet set) => current = set;
}
