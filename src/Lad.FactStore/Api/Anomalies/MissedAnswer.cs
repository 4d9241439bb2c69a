namespace Lad.FactStore.Api.Anomalies;

/// <summary>Anomalies that a listener was too slow for, or was away too long for.</summary>
/// <param name="Count">How many; absent when nobody knows.</param>
public sealed record MissedAnswer(long? Count);
