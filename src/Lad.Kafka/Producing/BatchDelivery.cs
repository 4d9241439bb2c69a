using System.Runtime.InteropServices;
using Lad.Kafka.Producing.Native;

namespace Lad.Kafka.Producing;

/// <summary>
/// A batch's messages on their way, counted together: nothing is made for a single message. Its task ends once all messages were handed to the client, and
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
    private GCHandle handle;
    private Exception? failure;
    private int accepted;
    private int outstanding = Open;
    private bool sent;

    public BatchDelivery(KafkaProducer producer, string sink, CancellationToken cancellation)
    {
        this.producer = producer;
        this.sink = sink;
        Cancellation = cancellation;
        handle = GCHandle.Alloc(this);
        Opaque = GCHandle.ToIntPtr(handle);
        registration = cancellation.Register(() => Fail(new OperationCanceledException(cancellation)));
    }

    /// <summary>Ends when the batch is delivered.</summary>
    public Task Task => done.Task;

    /// <summary>What goes with each message, and comes back with the report on it.</summary>
    public nint Opaque { get; }

    /// <summary>Nobody wants the batch any more.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Whether it is of no use to hand over more.</summary>
    public bool HasFailed => Volatile.Read(ref failure) is not null;

    /// <summary>The client took a message.</summary>
    public void Accepted() => accepted++;

    /// <summary>Every message was handed over, and the batch is not looked at any more.</summary>
    public void Sent()
    {
        Volatile.Write(ref sent, true);
        if (HasFailed) End();
        Release(Open - accepted);
    }

    /// <summary>The batch cannot be delivered.</summary>
    public void Fail(Exception exception)
    {
        Interlocked.CompareExchange(ref failure, exception, null);
        if (Volatile.Read(ref sent)) End();
    }

    /// <summary>Messages were acknowledged.</summary>
    public void Delivered(int messages) => Release(messages);

    /// <summary>A message could not be delivered.</summary>
    public void Undelivered(string topic, NativeError error)
    {
        if (producer.Scope?.Absorb(error) != true) Fail(ProduceFailure.Of(sink, producer.Options.Client, topic, error));
        Release(1);
    }

    private void Release(int messages)
    {
        if (Interlocked.Add(ref outstanding, -messages) != 0) return;
        handle.Free();
        End();
    }

    private void End()
    {
        registration.Unregister();
        if (Volatile.Read(ref failure) is { } exception) done.TrySetException(exception);
        else done.TrySetResult();
    }
}
