namespace Lad.Pipeline.Feedback;

/// <summary>Feedback cannot be published or read.</summary>
/// <param name="place">What an operator calls the place.</param>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class FeedbackException(string place, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What an operator calls the place, e.g. <c>kafka:lad.feedback</c> or <c>file:.lad/feedback.jsonl</c>.</summary>
    public string Place { get; } = place;

    /// <summary>Whether the place does not exist yet, so that nothing can be in force by it.</summary>
    public bool IsMissing { get; init; }
}
