using Lad.Detection;

namespace Lad.Pipeline.Training;

/// <summary>What came of learning from a sample.</summary>
/// <param name="Model">The model; <see langword="null"/> when none could be made.</param>
/// <param name="Decision">What the gate decided on it.</param>
/// <param name="Learned">Records that it learned from.</param>
/// <param name="HeldBack">Records that judged it.</param>
public sealed record TrainingOutcome(DetectionModel? Model, GateDecision Decision, long Learned, long HeldBack);
