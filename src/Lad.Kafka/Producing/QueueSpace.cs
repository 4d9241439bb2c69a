namespace Lad.Kafka.Producing;

/// <summary>
/// Tells those who found the producer's queue full when it is worth another try: after a good part of it was delivered, so that they do not wake for each message.
/// </summary>
internal sealed class QueueSpace
{
    private const int MostToWaitFor = 1000;
    private TaskCompletionSource? waiting;
    private int missing;
    private int queued;

    /// <summary>Messages that wait for the brokers.</summary>
    public int Queued => Volatile.Read(ref queued);

    /// <summary>A message was queued.</summary>
    public void Take() => Interlocked.Increment(ref queued);

    /// <summary>Ends when there is space. Try once more between asking and waiting: it may have come in between.</summary>
    public Task Waiting()
    {
        TaskCompletionSource? current = Volatile.Read(ref waiting);
        if (current is not null) return current.Task;
        Volatile.Write(ref missing, Math.Clamp(Queued / 4, 1, MostToWaitFor));
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref waiting, made, null) ?? made).Task;
    }

    /// <summary>A message was not queued after all.</summary>
    public void Untake() => Interlocked.Decrement(ref queued);

    /// <summary>Messages left the queue.</summary>
    public void Free(int messages, bool delivered)
    {
        int left = Interlocked.Add(ref queued, -messages);
        if (Volatile.Read(ref waiting) is null) return;
        // Whoever waits wants to know of a failure at once.
        if (Interlocked.Add(ref missing, -messages) > 0 && delivered && left > 0) return;
        Interlocked.Exchange(ref waiting, null)?.TrySetResult();
    }
}
