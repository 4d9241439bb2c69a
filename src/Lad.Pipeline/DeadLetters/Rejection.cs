namespace Lad.Pipeline.DeadLetters;

/// <summary>Why a record of a batch became a dead letter.</summary>
/// <param name="Index">The record's index in its batch.</param>
/// <param name="Code">Stable short name of the kind of error, e.g. <c>json-truncated</c>.</param>
/// <param name="Reason">What is wrong with this record, for people.</param>
public readonly record struct Rejection(int Index, string Code, string Reason);
