using System.Runtime.CompilerServices;
using Lad.Detection;

namespace Lad.Pipeline.Feedback;

/// <summary>What is in force for all fingerprints. Immutable; a change makes a new one.</summary>
public sealed class FeedbackSet
{
    /// <summary>Fingerprints that a set holds, at most.</summary>
    public const int MaxFingerprints = 100_000;

    private readonly ConditionalWeakTable<Detector, FeedbackIndex> indexes = [];
    private readonly FeedbackTranslations translations;
    private readonly FeedbackState[] states;

    /// <summary>Makes a set.</summary>
    /// <param name="states">One for each fingerprint; those that are empty are passed over.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxFingerprints"/>.</exception>
    public FeedbackSet(IEnumerable<FeedbackState> states)
        : this(states, new FeedbackTranslations())
    {
    }

    /// <summary>Makes a set that knows what messages are under the detectors as far as an earlier one found it out.</summary>
    internal FeedbackSet(IEnumerable<FeedbackState> states, FeedbackTranslations translations)
    {
        this.translations = translations;
        this.states = [.. states.Where(state => !state.IsEmpty)];
        if (this.states.Length > MaxFingerprints) throw new ArgumentException($"Feedback on {this.states.Length} fingerprints does not fit: a set holds {MaxFingerprints}.", nameof(states));
    }

    /// <summary>Nothing is in force.</summary>
    public static FeedbackSet Empty { get; } = new([]);

    /// <summary>Whether nothing is in force.</summary>
    public bool IsEmpty => states.Length == 0;

    /// <summary>What is in force, for each fingerprint of which something is.</summary>
    public IReadOnlyList<FeedbackState> States => states;

    /// <summary>
    /// What is in force for the fingerprints that messages have under a detector: made once for each, when it is first asked for, and kept as long as set and detector live. Thread-safe.
    /// </summary>
    /// <param name="detector">The detector.</param>
    /// <param name="scratch">The caller's scratch.</param>
    public FeedbackIndex Of(Detector detector, DetectorScratch scratch)
    {
        if (indexes.TryGetValue(detector, out FeedbackIndex? index)) return index;
        return indexes.GetOrAdd(detector, new FeedbackIndex(states, message => translations.Fingerprint(message, detector, scratch)));
    }
}
