using Lad.Detection.Masking;
using Lad.Detection.Scoring;

namespace Lad.Detection;

/// <summary>What one thread needs to work with one <see cref="Detector"/>: token buffers and a bounded cache of assessments. Not thread-safe.</summary>
/// <param name="detector">The detector that this scratch belongs to.</param>
public sealed class DetectorScratch(Detector detector)
{
    private readonly float[] vector = new float[detector.Model.Map.Dimension];

    /// <summary>The detector that this scratch belongs to.</summary>
    public Detector Detector { get; } = detector;

    /// <summary>The tokens of the message that was scanned last.</summary>
    internal TokenBuffer Tokens { get; } = new();

    /// <summary>Assessments of earlier messages.</summary>
    internal AssessmentCache Cache { get; } = new();

    /// <summary>Room for one message vector.</summary>
    internal Span<float> Vector => vector;
}
