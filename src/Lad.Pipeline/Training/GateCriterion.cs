namespace Lad.Pipeline.Training;

/// <summary>One thing that a gate looked at.</summary>
/// <param name="Name">What, e.g. <c>anomaly rate</c>.</param>
/// <param name="Passes">Whether it is as it must be.</param>
/// <param name="Measured">What was found and what is allowed, both with numbers, e.g. <c>anomaly rate 7.20 %, at most 5.00 % allowed</c>; empty where nothing need be said because it passes.</param>
public sealed record GateCriterion(string Name, bool Passes, string Measured);
