namespace Lad.FactStore.Status;

/// <summary>How the parts of the store are, for the page and the API: counters and conditions that the parts keep. Thread-safe.</summary>
/// <param name="clock">The clock of rates and ages; the system's unless given.</param>
public sealed class PipelineStatus(TimeProvider? clock = null)
{
    /// <summary>Refused records of which the reason is kept: the latest.</summary>
    public const int KeptRefusals = 20;

    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, PartStatus> parts = new(StringComparer.Ordinal);
    private readonly Queue<Refusal> refusals = new();
    private readonly RateWindow rate = new();
    private long received;
    private long stored;
    private long duplicates;
    private long passedOver;
    private long refused;
    private long leftOut;
    private long signedIn;
    private long turnedAway;
    private DateTimeOffset? lastStored;
    private DateTimeOffset? latestAnomaly;
    private OutboxStatus? outbox;

    /// <summary>A part says how it is, under its name (<c>ingest</c>, <c>outbox</c>, <c>models</c>): the state in a word or two, and a sentence.</summary>
    public void Say(string part, bool isWell, string sentence)
    {
        lock (gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            bool same = parts.TryGetValue(part, out PartStatus? before) && before.IsWell == isWell;
            parts[part] = new PartStatus(part, isWell, sentence, same ? before!.Since : now, now);
        }
    }

    /// <summary>Records came in.</summary>
    public void Receive(long records)
    {
        lock (gate) received += records;
    }

    /// <summary>Anomalies were stored.</summary>
    /// <param name="added">Those that were new.</param>
    /// <param name="known">Those that were there already.</param>
    /// <param name="latest">The latest event time of the new ones.</param>
    public void Store(long added, long known, DateTimeOffset? latest)
    {
        lock (gate)
        {
            stored += added;
            duplicates += known;
            if (added == 0) return;
            lastStored = clock.GetUtcNow();
            if (latest > latestAnomaly || latestAnomaly is null) latestAnomaly = latest;
            rate.Add(lastStored.Value, added);
        }
    }

    /// <summary>Verdicts came in that are no anomalies.</summary>
    public void PassOver(long records)
    {
        lock (gate) passedOver += records;
    }

    /// <summary>A record could not be read.</summary>
    /// <param name="place">Where it was: stream and offset.</param>
    /// <param name="reason">What is wrong with it.</param>
    public void Refuse(string place, string reason)
    {
        lock (gate)
        {
            refused++;
            refusals.Enqueue(new Refusal(clock.GetUtcNow(), place, reason));
            if (refusals.Count > KeptRefusals) refusals.Dequeue();
        }
    }

    /// <summary>Anomalies were left out, because they came faster than the database took them and nobody may be held back.</summary>
    public void LeaveOut(long anomalies)
    {
        lock (gate) leftOut += anomalies;
    }

    /// <summary>Someone opened a session, or was refused.</summary>
    public void SignIn(bool accepted)
    {
        lock (gate)
        {
            if (accepted) signedIn++;
            else turnedAway++;
        }
    }

    /// <summary>How much feedback is still to be published.</summary>
    public void Outbox(long entries, TimeSpan age)
    {
        lock (gate) outbox = new OutboxStatus(entries, age);
    }

    /// <summary>How everything is now.</summary>
    public PipelineSnapshot Snapshot()
    {
        lock (gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            return new PipelineSnapshot
            {
                At = now,
                IngestRate = rate.PerSecond(now),
                LastStored = lastStored,
                LatestAnomaly = latestAnomaly,
                Received = received,
                Stored = stored,
                Duplicates = duplicates,
                PassedOver = passedOver,
                Refused = refused,
                LeftOut = leftOut,
                SignIns = signedIn,
                RefusedSignIns = turnedAway,
                Refusals = [.. refusals.Reverse()],
                Outbox = outbox,
                Parts = [.. parts.Values],
            };
        }
    }
}
