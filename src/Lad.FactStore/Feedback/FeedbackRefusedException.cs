namespace Lad.FactStore.Feedback;

/// <summary>A statement makes no sense: the message says why and what would.</summary>
/// <param name="field">The part of the draft that is wrong, by its name in the API: <c>until</c>, <c>schedule</c> ...</param>
/// <param name="message">What is wrong.</param>
public sealed class FeedbackRefusedException(string field, string message) : Exception(message)
{
    /// <summary>The part of the draft that is wrong, by its name in the API.</summary>
    public string Field { get; } = field;
}
