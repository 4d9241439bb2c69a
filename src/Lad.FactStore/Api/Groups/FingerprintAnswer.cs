using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Api.Groups;

/// <summary>A template in all services.</summary>
/// <param name="Fingerprint">Its identity, 16 hexadecimal digits.</param>
/// <param name="Groups">Its groups, one for each service, at most 500.</param>
/// <param name="Feedback">What people said of it; absent when nothing is in force.</param>
public sealed record FingerprintAnswer(string Fingerprint, IReadOnlyList<GroupAnswer> Groups, FeedbackState? Feedback);

/// <summary>Anomalies a minute.</summary>
/// <param name="From">Where the period begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Minutes">The minutes of the period that had anomalies, in order.</param>
public sealed record RateAnswer(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<MinuteAnswer> Minutes);

/// <summary>Anomalies in a minute.</summary>
/// <param name="Minute">Its beginning.</param>
/// <param name="Count">How many.</param>
public sealed record MinuteAnswer(DateTimeOffset Minute, long Count);

/// <summary>All that was said of a fingerprint.</summary>
/// <param name="Fingerprint">Which, 16 hexadecimal digits.</param>
/// <param name="Statements">The statements, in their order.</param>
/// <param name="Feedback">What is in force by them; absent when nothing is.</param>
public sealed record HistoryAnswer(string Fingerprint, IReadOnlyList<FeedbackStatement> Statements, FeedbackState? Feedback);
