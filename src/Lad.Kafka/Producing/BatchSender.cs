using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Producing;

/// <summary>Hands a sink's batches to the producer, one after the other, and waits while its queue is full. One caller at a time.</summary>
/// <param name="producer">Sends the messages.</param>
/// <param name="sink">What an operator calls the sink.</param>
internal sealed class BatchSender(KafkaProducer producer, string sink)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Lock ordering = new();
    private Task turn = Task.CompletedTask;

    /// <summary>Sends a batch's messages, after those of the batches before it. The task ends when all are acknowledged.</summary>
    public ValueTask SendAsync(RecordBatch batch, IOutgoingMessages messages, CancellationToken cancellation)
    {
        Task delivery = StartAsync(batch, messages, cancellation);
        // A transaction has an answer of its own to what fails.
        return new ValueTask(producer.Scope is null ? AgainAsync(delivery, batch, messages, cancellation) : delivery);
    }

    // What was delivered of a batch that is sent again is there twice, with the same event ids.
    private async Task AgainAsync(Task delivery, RecordBatch batch, IOutgoingMessages messages, CancellationToken cancellation)
    {
        for (TimeSpan waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                await delivery.ConfigureAwait(false);
                return;
            }
            catch (SinkException failure) when (ProduceFailure.MayPass(failure) && waited < producer.Options.TopicPatience)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(false);
            }
            delivery = StartAsync(batch, messages, cancellation);
        }
    }

    private Task StartAsync(RecordBatch batch, IOutgoingMessages messages, CancellationToken cancellation)
    {
        var delivery = new BatchDelivery(producer, sink, cancellation);
        // At once and not in turn: both sinks' batches enter a transaction in the order of the batches.
        Task entered = producer.Scope?.EnterAsync(batch) ?? Task.CompletedTask;
        lock (ordering) turn = SendAsync(turn, entered, batch, messages, delivery);
        return delivery.Task;
    }

    /// <summary>Does not fail: the delivery does.</summary>
    private async Task SendAsync(Task before, Task entered, RecordBatch batch, IOutgoingMessages messages, BatchDelivery delivery)
    {
        try
        {
            await before.ConfigureAwait(false);
            await entered.WaitAsync(delivery.Cancellation).ConfigureAwait(false);
            int next = SendFrom(0, batch, messages, delivery);
            while (next < messages.Count)
            {
                Task space = producer.SpaceAsync();
                // There may have come some before anyone could have been told.
                int further = SendFrom(next, batch, messages, delivery);
                if (further == next) await space.WaitAsync(delivery.Cancellation).ConfigureAwait(false);
                next = further;
            }
        }
        catch (Exception failure)
        {
            delivery.Fail(failure);
        }
        delivery.Sent();
    }

    /// <summary>Hands over what the queue takes.</summary>
    /// <returns>The first message that it did not take.</returns>
    private int SendFrom(int next, RecordBatch batch, IOutgoingMessages messages, BatchDelivery delivery)
    {
        for (; next < messages.Count; next++)
        {
            if (delivery.HasFailed) return messages.Count;
            if (producer.Scope is { } scope && !scope.Includes(batch, messages.RecordOf(next))) continue;
            if (!producer.TrySend(sink, messages.Make(next), delivery)) return next;
        }
        return next;
    }
}
