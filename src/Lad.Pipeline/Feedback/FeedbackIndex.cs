namespace Lad.Pipeline.Feedback;

/// <summary>
/// What is in force, seen by one detector. A statement counts for its own fingerprint and for the one that its message has here, which is another when templates were learned anew. When several
/// statements of a sort come to count for one fingerprint, the latest does.
/// </summary>
public sealed class FeedbackIndex
{
    private readonly Dictionary<ulong, FeedbackState> states;

    /// <summary>Makes an index.</summary>
    /// <param name="states">What is in force.</param>
    /// <param name="fingerprint">The fingerprint that a message has here.</param>
    internal FeedbackIndex(IReadOnlyList<FeedbackState> states, Func<string, ulong> fingerprint)
    {
        this.states = new Dictionary<ulong, FeedbackState>(states.Count);
        foreach (FeedbackState state in states)
        {
            foreach (FeedbackStatement? statement in (ReadOnlySpan<FeedbackStatement?>)[state.Judgement, state.Snooze, state.Schedule])
            {
                if (statement is null) continue;
                Add(statement.Fingerprint, statement);
                if (statement.Message.Length > 0 && fingerprint(statement.Message) is var here && here != statement.Fingerprint) Add(here, statement);
            }
        }
    }

    /// <summary>What is in force for a fingerprint; <see langword="null"/> when nothing is. Allocates nothing.</summary>
    public FeedbackState? Find(ulong fingerprint) => states.GetValueOrDefault(fingerprint);

    private void Add(ulong fingerprint, FeedbackStatement statement)
    {
        FeedbackState state = states.GetValueOrDefault(fingerprint) ?? new FeedbackState { Fingerprint = fingerprint, Sequence = 0 };
        state = statement.Kind switch
        {
            FeedbackKind.Snooze => state with { Snooze = Later(state.Snooze, statement) },
            FeedbackKind.Schedule => state with { Schedule = Later(state.Schedule, statement) },
            _ => state with { Judgement = Later(state.Judgement, statement) },
        };
        states[fingerprint] = state with { Sequence = Math.Max(state.Sequence, statement.Sequence) };
    }

    private static FeedbackStatement Later(FeedbackStatement? one, FeedbackStatement other) => one is null || other.Sequence > one.Sequence ? other : one;
}
