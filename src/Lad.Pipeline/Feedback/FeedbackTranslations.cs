using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using Lad.Detection;

namespace Lad.Pipeline.Feedback;

/// <summary>
/// Remembers which fingerprints messages have under the detectors that live, from one set of feedback to the next: a single statement then costs one message, not all of them. Thread-safe.
/// </summary>
internal sealed class FeedbackTranslations
{
    // Each message can be in a set three times; those of statements that are no longer in force stay until there are too many.
    private const int MaxMessages = 4 * FeedbackSet.MaxFingerprints;
    private readonly ConditionalWeakTable<Detector, ConcurrentDictionary<string, ulong>> known = [];

    public ulong Fingerprint(string message, Detector detector, DetectorScratch scratch)
    {
        ConcurrentDictionary<string, ulong> here = known.GetValue(detector, static _ => new ConcurrentDictionary<string, ulong>(StringComparer.Ordinal));
        if (here.TryGetValue(message, out ulong fingerprint)) return fingerprint;
        if (here.Count >= MaxMessages) here.Clear();
        return here[message] = detector.Assess(Encoding.UTF8.GetBytes(message), scratch).Fingerprint;
    }
}
