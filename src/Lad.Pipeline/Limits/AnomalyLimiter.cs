using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Limits;

/// <summary>
/// Applies an <see cref="AnomalyLimit"/> to batches in their order. Batches pass at once while no anomaly waits; from the first anomaly on they are held, still in order,
/// until the window ends or the bound is reached. An anomaly that does not alert for another reason takes no room. Not thread-safe; knows no clock but the times it is given.
/// </summary>
/// <param name="limit">The limit.</param>
public sealed class AnomalyLimiter(AnomalyLimit limit)
{
    private readonly Queue<RecordBatch> held = new();
    private readonly PriorityQueue<(RecordBatch Batch, int Index), (double Score, long Order)> kept = new();
    private long windowEnd;
    private long order;
    private int spent;
    private bool open;

    /// <summary>Batches that wait for their window to end.</summary>
    public int Held => held.Count;

    /// <summary>Takes a batch; what may go on, this batch or earlier ones, is added to <paramref name="released"/> in order.</summary>
    /// <param name="batch">The next batch.</param>
    /// <param name="now">UTC ticks.</param>
    /// <param name="released">Receives the batches that are decided on.</param>
    public void Offer(RecordBatch batch, long now, List<RecordBatch> released)
    {
        Advance(now, released);
        bool waits = false;
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored && batch.IsAlert(i)) waits |= Admit(batch, i, now);
        if (!waits && held.Count == 0)
        {
            released.Add(batch);
            return;
        }
        held.Enqueue(batch);
        if (held.Count >= limit.MaxHeldBatches) Release(released);
    }

    /// <summary>Ends the window if its time has come.</summary>
    public void Advance(long now, List<RecordBatch> released)
    {
        if (!open || now < windowEnd) return;
        Release(released);
        open = false;
        spent = 0;
    }

    /// <summary>Lets everything go: there is nothing more to come.</summary>
    public void Complete(List<RecordBatch> released)
    {
        Release(released);
        open = false;
        spent = 0;
    }

    /// <summary>Whether the anomaly may still alert when the window ends. Of equal scores the earlier one stays.</summary>
    private bool Admit(RecordBatch batch, int index, long now)
    {
        if (!open)
        {
            open = true;
            windowEnd = now + limit.Window.Ticks;
        }
        int room = limit.Count - spent;
        if (room <= 0)
        {
            batch.Suppressions[index] = Suppression.WindowLimit;
            return false;
        }
        var rank = (batch.Assessments[index].Score, -order++);
        if (kept.Count < room)
        {
            kept.Enqueue((batch, index), rank);
            return true;
        }
        (RecordBatch loser, int at) = kept.EnqueueDequeue((batch, index), rank);
        loser.Suppressions[at] = Suppression.WindowLimit;
        return !ReferenceEquals(loser, batch) || at != index;
    }

    private void Release(List<RecordBatch> released)
    {
        spent += kept.Count;
        kept.Clear();
        while (held.TryDequeue(out RecordBatch? batch)) released.Add(batch);
    }
}
