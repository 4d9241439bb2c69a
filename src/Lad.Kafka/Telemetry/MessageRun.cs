namespace Lad.Kafka.Telemetry;

/// <summary>Counts messages of one topic after the other without touching what all threads share for each of them. Used by one thread.</summary>
internal sealed class MessageRun
{
    private MessageTally? tally;
    private long messages;

    /// <summary>A message; of no topic that is counted when there is no tally.</summary>
    public void Add(MessageTally? of)
    {
        if (!ReferenceEquals(of, tally))
        {
            End();
            tally = of;
        }
        messages++;
    }

    /// <summary>What was added is counted now.</summary>
    public void End()
    {
        if (messages > 0) tally?.Add(messages);
        messages = 0;
    }
}
