using Confluent.Kafka;

namespace Lad.Kafka.Producing;

/// <summary>
/// A batch's messages on their way: one object and one handler for all of them. Its task ends once all messages were handed to the client, and
/// all were acknowledged or one failed; never while the batch is still being read.
/// </summary>
internal sealed class BatchDelivery
{
    // Stands for the messages that are still to be handed over: reports that come before the last one cannot end the task.
    private const int Open = 1 << 30;
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly KafkaProducer producer;
    private readonly string sink;
    private readonly CancellationTokenRegistration registration;
    private Exception? failure;
    private int outstanding = Open;
    private bool sent;

    public BatchDelivery(KafkaProducer producer, string sink, CancellationToken cancellation)
    {
        this.producer = producer;
        this.sink = sink;
        Cancellation = cancellation;
        Handler = OnReport;
        registration = cancellation.Register(() => Fail(new OperationCanceledException(cancellation)));
    }

    /// <summary>Ends when the batch is delivered.</summary>
    public Task Task => done.Task;

    /// <summary>What the client calls for each message, on its own thread.</summary>
    public Action<DeliveryReport<byte[]?, byte[]>> Handler { get; }

    /// <summary>Nobody wants the batch any more.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Whether it is of no use to hand over more.</summary>
    public bool HasFailed => Volatile.Read(ref failure) is not null;

    /// <summary>Every message was handed over, and the batch is not looked at any more.</summary>
    /// <param name="messages">How many there were.</param>
    public void Sent(int messages)
    {
        Volatile.Write(ref sent, true);
        if (HasFailed) End();
        else if (Interlocked.Add(ref outstanding, messages - Open) == 0) End();
    }

    /// <summary>The batch cannot be delivered.</summary>
    public void Fail(Exception exception)
    {
        Interlocked.CompareExchange(ref failure, exception, null);
        if (Volatile.Read(ref sent)) End();
    }

    private void OnReport(DeliveryReport<byte[]?, byte[]> report)
    {
        bool delivered = !report.Error.IsError;
        producer.Reported(delivered);
        if (!delivered) Fail(ProduceFailure.Of(sink, report.Topic, report.Error));
        if (Interlocked.Decrement(ref outstanding) == 0) End();
    }

    private void End()
    {
        registration.Unregister();
        if (Volatile.Read(ref failure) is { } exception) done.TrySetException(exception);
        else done.TrySetResult();
    }
}
