using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>A source of given lines, given out in batches of a chosen size; checks that acknowledgements come whole and in order.</summary>
internal sealed class ListSource(IReadOnlyList<string> lines, int perRead = int.MaxValue) : IRecordSource
{
    private readonly SourceStream stream = new("list", "list");
    private readonly TaskCompletionSource closed = new();
    private int next;
    private int acknowledged;
    private int mostUnacknowledged;

    public string Name => "list";

    /// <summary>Reading this line throws.</summary>
    public int FailsAt { get; init; } = -1;

    /// <summary>After the last line the source waits for more instead of ending.</summary>
    public bool Follows { get; init; }

    /// <summary>What each line comes with; <see langword="null"/> for none.</summary>
    public Func<int, string?>? TraceParent { get; init; }

    public MessagingOrigin? Origin { get; init; }

    /// <summary>Called before a line is given out.</summary>
    public Action<int>? BeforeLine { get; init; }

    /// <summary>Is completed when the source waits for more.</summary>
    public TaskCompletionSource Idle { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Read => Volatile.Read(ref next);

    public int Acknowledged => Volatile.Read(ref acknowledged);

    public int MostUnacknowledged => Volatile.Read(ref mostUnacknowledged);

    public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (next == lines.Count)
        {
            Idle.TrySetResult();
            if (Follows) await closed.Task.WaitAsync(cancellation);
            return false;
        }
        int given = 0;
        for (; next < lines.Count && !batch.IsFull && given < perRead; given++)
        {
            BeforeLine?.Invoke(next);
            if (next == FailsAt) throw new InvalidDataException($"line {next} cannot be read");
            byte[] line = Encoding.UTF8.GetBytes(lines[next]);
            var position = new SourcePosition(stream, next, next + 1);
            long observed = new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc).Ticks;
            if (TraceParent?.Invoke(next) is { } trace) batch.Append(line, position, observed, RecordFlags.None, new RecordHeaders { TraceParent = Encoding.UTF8.GetBytes(trace) });
            else batch.Append(line, position, observed);
            next++;
        }
        mostUnacknowledged = Math.Max(mostUnacknowledged, next - Acknowledged);
        return true;
    }

    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        for (int i = 0; i < batch.Count; i++)
            Assert.Equal(acknowledged + i, batch.Positions[i].Offset);
        Interlocked.Add(ref acknowledged, batch.Count);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
