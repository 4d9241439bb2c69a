namespace Lad.Pipeline.Feedback;

/// <summary>What was taken up of feedback since the process began. Thread-safe.</summary>
public sealed class FeedbackCounters
{
    private readonly long[] statements = new long[FeedbackKindText.All.Count];
    private long refused;

    /// <summary>Entries that could not be read.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Statements of a kind.</summary>
    public long Statements(FeedbackKind kind) => Interlocked.Read(ref statements[(int)kind]);

    /// <summary>A statement was taken up.</summary>
    public void Took(FeedbackKind kind) => Interlocked.Increment(ref statements[(int)kind]);

    /// <summary>An entry could not be read.</summary>
    public void Refuse() => Interlocked.Increment(ref refused);

    /// <summary>Something else is in force for a fingerprint: counts what was said since. What only comes back by a retraction is older than what is known.</summary>
    /// <param name="before">What was in force; <see langword="null"/> when nothing was.</param>
    /// <param name="now">What is.</param>
    internal void Changed(FeedbackState? before, FeedbackState now)
    {
        long known = before?.Sequence ?? 0;
        bool said = false;
        foreach (FeedbackStatement? statement in (ReadOnlySpan<FeedbackStatement?>)[now.Judgement, now.Snooze, now.Schedule])
        {
            if (statement is null || statement.Sequence <= known) continue;
            Took(statement.Kind);
            said = true;
        }
        if (!said && before is not null && now.Sequence > known) Took(FeedbackKind.Retraction);
    }
}
