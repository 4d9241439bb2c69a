namespace Lad.Pipeline.Training;

/// <summary>What a reservoir held at a moment.</summary>
/// <param name="Messages">The messages in the order in which they came: a uniform sample of the window.</param>
/// <param name="Arrivals">Messages that the window held, kept or not; those of a stretch that is leaving it are still counted.</param>
/// <param name="Through">The place of the latest message that was offered; see <see cref="Reservoir.Forget"/>.</param>
public sealed record ReservoirSample(IReadOnlyList<SampledMessage> Messages, long Arrivals, long Through);
