namespace Lad.Pipeline.Training;

/// <summary>A stretch of a reservoir's window. Holds exactly those of its messages that drew less than <see cref="Limit"/>, and goes as a whole.</summary>
/// <param name="sequence">The first message's place.</param>
/// <param name="ticks">The stream's clock at the first message.</param>
internal sealed class ReservoirPane(long sequence, long ticks)
{
    // The largest draw comes out first: it is the one to give way.
    private readonly PriorityQueue<SampledMessage, ulong> messages = new();

    public long FirstSequence { get; } = sequence;

    public long FirstTicks { get; } = ticks;

    public long LastSequence { get; set; }

    public long LastTicks { get; set; }

    public long Arrivals { get; set; }

    public ulong Limit { get; private set; } = ulong.MaxValue;

    public int Count => messages.Count;

    public IEnumerable<SampledMessage> Messages => messages.UnorderedItems.Select(static entry => entry.Element);

    /// <summary>The largest draw; 0 when nothing is kept.</summary>
    public ulong Largest => messages.TryPeek(out SampledMessage largest, out _) ? largest.Draw : 0;

    public void Keep(in SampledMessage message) => messages.Enqueue(message, ~message.Draw);

    /// <summary>Gives up the message of the largest draw.</summary>
    public SampledMessage GiveUp() => messages.Dequeue();

    /// <summary>Lowers the limit to <paramref name="draw"/>, which no message kept reaches.</summary>
    public void Tighten(ulong draw) => Limit = Math.Min(Limit, draw);
}
