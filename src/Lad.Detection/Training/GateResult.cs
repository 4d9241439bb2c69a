namespace Lad.Detection.Training;

/// <summary>What the gate found of one criterion when the model was to be published. Kept with the model; says nothing about how it scores.</summary>
/// <param name="Criterion">What was looked at, e.g. <c>anomaly rate</c>.</param>
/// <param name="Passed">Whether it was as it must be; a model that was forced into force may have failed.</param>
/// <param name="Sentence">What was found and what is allowed, with numbers; empty where nothing need be said because it passed.</param>
public sealed record GateResult(string Criterion, bool Passed, string Sentence);
