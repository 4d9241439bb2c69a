using Lad.FactStore.Feedback;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Pages.Feedback;

/// <summary>Makes the statement of a form, unless it would repeat the judgement that holds: who clicks twice says nothing new.</summary>
internal static class Judgement
{
    /// <summary>Of two clicks at once the second finds what the first said; clicks on different templates seldom wait for each other.</summary>
    private static readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1, 1))];

    /// <summary>The entry made, or the judgement that holds already with what is in force. With a reason it is always a new statement.</summary>
    /// <exception cref="FeedbackRefusedException">The draft makes no sense; says why.</exception>
    public static async Task<FeedbackEntry> SayAsync(FeedbackLedger ledger, FeedbackDraft draft, Actor author, CancellationToken cancellation)
    {
        bool isJudgement = draft.Kind is FeedbackKind.FalsePositive or FeedbackKind.TruePositive;
        if (!isJudgement || draft.Reason.Length > 0) return await ledger.AppendAsync(draft, author, cancellation);
        SemaphoreSlim turn = turns[draft.Fingerprint % (ulong)turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            FeedbackState? state = await ledger.StateAsync(draft.Fingerprint, cancellation);
            return state?.Judgement is { } held && held.Kind == draft.Kind ? new FeedbackEntry(held, state) : await ledger.AppendAsync(draft, author, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }
}
