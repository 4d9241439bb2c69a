namespace Lad.Pipeline.Feedback;

/// <summary>A statement with what is in force since: what is published, under the fingerprint as key. Whoever has the latest entry of each fingerprint knows all that holds.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="State">What is in force for its fingerprint since.</param>
public sealed record FeedbackEntry(FeedbackStatement Statement, FeedbackState State);
