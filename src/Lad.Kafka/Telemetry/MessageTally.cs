namespace Lad.Kafka.Telemetry;

/// <summary>Messages of one topic that went one way. Counted in runs, not one by one; safe for all threads.</summary>
internal sealed class MessageTally
{
    private long messages;

    /// <summary>How many there were.</summary>
    public long Messages => Interlocked.Read(ref messages);

    public void Add(long count) => Interlocked.Add(ref messages, count);
}
