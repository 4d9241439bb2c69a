namespace Lad.Detection;

/// <summary>What one thread needs to work with one <see cref="Detector"/>: token buffers and a bounded cache of assessments. Not thread-safe.</summary>
/// <param name="detector">The detector that this scratch belongs to.</param>
public sealed class DetectorScratch(Detector detector)
{
    /// <summary>The detector that this scratch belongs to.</summary>
    public Detector Detector { get; } = detector;
}
