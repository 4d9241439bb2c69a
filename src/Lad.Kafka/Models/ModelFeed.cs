using System.Runtime.CompilerServices;
using Lad.Kafka.Clients;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>Follows a topic: what is in force at its end, and then what changes. Holds one snapshot at a time, and none between.</summary>
/// <param name="topic">The topic.</param>
/// <param name="client">How the brokers are reached.</param>
/// <param name="options">How much is believed.</param>
/// <param name="counters">Count what was met.</param>
/// <param name="time">The clock of pauses.</param>
internal sealed class ModelFeed(string topic, KafkaClientOptions client, KafkaModelOptions options, KafkaModelCounters counters, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ReopenAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Follows it until cancelled.</summary>
    /// <param name="only">The one model to follow; <see langword="null"/> for all.</param>
    /// <param name="known">Version of that model that the caller has already.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<ModelChange> RunAsync(string? only, string? known, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ModelTopicSession? opened = null;
        for (string? before = null; opened is null;)
        {
            (opened, ModelStoreException? failure) = await OpenAsync(only, patient: known is not null, cancellation).ConfigureAwait(false);
            if (failure is null) break;
            if (failure.Message != before) yield return new ModelChange(ModelChangeKind.Interrupted, "", Fault: failure);
            before = failure.Message;
            await Task.Delay(ReopenAfter, time, cancellation).ConfigureAwait(false);
        }
        using ModelTopicSession session = opened!;
        using var chunks = new ChunkReader(topic, client, options, time);
        var review = new ModelReview(session.Index, new SnapshotLoader(session.Index, chunks, counters));
        if (only is not null && known is not null) review.Assume(only, known);
        bool caughtUp = false;
        ModelStoreException? interrupted = null;
        long looked = time.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            int applied = session.Drain();
            foreach (ModelChange refusal in session.Index.TakeRefusals()) yield return refusal;
            if (session.Trouble?.Message != interrupted?.Message && (interrupted = session.Trouble) is not null)
                yield return new ModelChange(ModelChangeKind.Interrupted, "", Fault: interrupted);
            if (session.CaughtUp)
            {
                IEnumerable<string> changed = session.Index.TakeChanged();
                if (review.Unread.Count > 0 && (applied > 0 || time.GetElapsedTime(looked) > RetryAfter)) changed = changed.Union(review.Unread.ToArray());
                // Who waits for the default has the others by then.
                foreach (string name in changed.OrderBy(name => name == ModelName.Default))
                {
                    looked = time.GetTimestamp();
                    foreach (ModelChange change in await review.LookAsync(name, cancellation).ConfigureAwait(false)) yield return change;
                }
                if (!caughtUp)
                {
                    caughtUp = true;
                    yield return new ModelChange(ModelChangeKind.CaughtUp, "");
                }
            }
            if (applied == 0) await Task.Delay(session.CaughtUp ? Pause : Pause / 10, time, cancellation).ConfigureAwait(false);
        }
    }

    // Who has a model already goes on with it until the brokers are back; who has none hears at once what is wrong.
    private async Task<(ModelTopicSession? Session, ModelStoreException? Failure)> OpenAsync(string? only, bool patient, CancellationToken cancellation)
    {
        try
        {
            return (await ModelTopicSession.OpenAsync(topic, client, options, counters, only, time, cancellation).ConfigureAwait(false), null);
        }
        catch (ModelStoreException failure) when (patient)
        {
            return (null, failure);
        }
    }
}
