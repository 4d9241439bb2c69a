using Lad.Detection.Explaining;
using Lad.Detection.Scoring;

namespace Lad.Detection;

/// <summary>
/// A model made ready to score: immutable and safe for any number of threads. What a thread needs to work with it is in a
/// <see cref="DetectorScratch"/>, one for each thread.
/// </summary>
public sealed class Detector
{
    /// <summary>Makes <paramref name="model"/> ready to score.</summary>
    public Detector(DetectionModel model) => Model = model;

    /// <summary>The model that this detector answers for.</summary>
    public DetectionModel Model { get; }

    /// <summary>
    /// Parse step: masks the message and returns the key of the masked token sequence. Messages with equal keys have equal assessments.
    /// </summary>
    public ulong Mask(ReadOnlySpan<byte> message, DetectorScratch scratch) => throw new NotImplementedException();

    /// <summary>Look-up step: the assessment of an earlier message with the same key, if the scratch still holds it.</summary>
    public bool TryRecall(ulong key, DetectorScratch scratch, out Assessment assessment) => throw new NotImplementedException();

    /// <summary>
    /// Encode step, for a message that was not recalled: matches its template and writes its vector.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="scratch">This thread's scratch.</param>
    /// <param name="vector">Receives the message vector; its length is the map's dimension.</param>
    /// <param name="assessment">Receives template, fingerprint and unknown share.</param>
    public void Encode(ReadOnlySpan<byte> message, DetectorScratch scratch, Span<float> vector, ref Assessment assessment) => throw new NotImplementedException();

    /// <summary>Score step, for a message that was not recalled: best-matching unit, distance and calibrated score.</summary>
    public void Score(ReadOnlySpan<float> vector, ref Assessment assessment) => throw new NotImplementedException();

    /// <summary>Threshold step: decides on anomaly.</summary>
    public void Decide(ref Assessment assessment) => throw new NotImplementedException();

    /// <summary>Keeps an assessment for messages with the same key.</summary>
    public void Remember(ulong key, DetectorScratch scratch, in Assessment assessment) => throw new NotImplementedException();

    /// <summary>All steps at once.</summary>
    public Assessment Assess(ReadOnlySpan<byte> message, DetectorScratch scratch) => throw new NotImplementedException();

    /// <summary>Says why a message got its score. Allocates: ask for anomalies only.</summary>
    public Explanation Explain(ReadOnlySpan<byte> message, DetectorScratch scratch) => throw new NotImplementedException();

    /// <summary>The template's text for people: the matched template's, or the message's own masked text when none matched.</summary>
    public string TemplateText(ReadOnlySpan<byte> message, in Assessment assessment, DetectorScratch scratch) => throw new NotImplementedException();
}
