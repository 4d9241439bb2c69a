using Lad.Detection.Masking;
using Lad.Detection.Scoring;

namespace Lad.Detection;

/// <summary>
/// What one thread needs to work with detectors, one after the other or in turn: token buffers and a bounded cache of assessments, which they share. Some 1 MB, however many
/// detectors there are. Not thread-safe.
/// </summary>
public sealed class DetectorScratch
{
    private float[] vector = [];

    /// <summary>Look-up step: the assessment of an earlier message with the same key, if it is still held.</summary>
    /// <param name="key">From <see cref="Detector.Mask"/>: only what that detector said is found.</param>
    /// <param name="assessment">What it said.</param>
    public bool TryRecall(ulong key, out Assessment assessment) => Cache.TryGet(key, out assessment);

    /// <summary>Keeps an assessment for messages with the same key.</summary>
    public void Remember(ulong key, in Assessment assessment) => Cache.Set(key, assessment);

    /// <summary>The tokens of the message that was scanned last.</summary>
    internal TokenBuffer Tokens { get; } = new();

    /// <summary>Assessments of earlier messages, by keys that differ between detectors.</summary>
    internal AssessmentCache Cache { get; } = new();

    /// <summary>Room for one message vector.</summary>
    internal Span<float> Vector(int dimension)
    {
        if (vector.Length < dimension)
            vector = new float[dimension];
        return vector.AsSpan(0, dimension);
    }
}
