using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>
/// A source of many records, each with its number as position, that keeps none of them. Gives batches of different sizes, some at once and some later, and checks that acknowledgements come one after the other, whole and in order.
/// </summary>
internal sealed class SequenceSource(long count) : IRecordSource
{
    private readonly SourceStream stream = new("sequence", "sequence");
    private long next;
    private long acknowledged;
    private long mostUnacknowledged;
    private int reads;
    private int acknowledgements;
    private int callers;

    public string Name => "sequence";

    public long Acknowledged => Volatile.Read(ref acknowledged);

    public long MostUnacknowledged => mostUnacknowledged;

    public static ReadOnlySpan<byte> Text(long number) => (number % 1000) switch
    {
        500 => "poison"u8,
        700 => "skip"u8,
        _ => "0.1"u8,
    };

    public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        int read = ++reads;
        if (read % 7 == 0) await Task.Yield();
        if (next == count) return false;
        long end = Math.Min(count, next + 1 + (read * 97 % batch.Capacity));
        for (; next < end && !batch.IsFull; next++) batch.Append(Text(next), new SourcePosition(stream, next, next + 1), 1);
        mostUnacknowledged = Math.Max(mostUnacknowledged, next - Acknowledged);
        return true;
    }

    public async ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        Assert.Equal(1, Interlocked.Increment(ref callers));
        for (int i = 0; i < batch.Count; i++)
            if (batch.Positions[i].Offset != acknowledged + i) Assert.Fail($"{batch.Positions[i].Offset} is acknowledged where {acknowledged + i} should be.");
        if (++acknowledgements % 5 == 0) await Task.Yield();
        Volatile.Write(ref acknowledged, acknowledged + batch.Count);
        Interlocked.Decrement(ref callers);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
