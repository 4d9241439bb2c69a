using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Writing;
using Lad.Kafka.Tests.Producing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Writing;

/// <summary>A sink over a <see cref="FakeCluster"/>, with a clock that stands still, and the batches that it writes.</summary>
internal sealed class SinkFixture : IAsyncDisposable
{
    public const string Scored = "logs-lad.scored-default";
    public const string Anomalies = "logs-lad.anomaly-default";
    private readonly List<Task> writes = [];
    private long offset;

    public SinkFixture(ElasticsearchSinkOptions? options = null, Instrumentation? instrumentation = null)
    {
        Said = [];
        Sink = new ElasticsearchVerdictSink(Cluster.BulkAsync, (options ?? Quick) with { Say = line => { lock (Said) Said.Add(line); } }, Clock, instrumentation: instrumentation);
    }

    /// <summary>Options by which everything goes at once, pauses are short on the clock, and requests hold a hundred documents.</summary>
    public static ElasticsearchSinkOptions Quick { get; } = new()
    {
        BulkAge = TimeSpan.Zero,
        BulkDocuments = 100,
        Patience = new Patience { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(8) },
    };

    public FakeCluster Cluster { get; } = new();

    public ManualTimeProvider Clock { get; } = new();

    public ElasticsearchVerdictSink Sink { get; }

    public List<string> Said { get; }

    /// <summary>Makes a batch of messages; those that begin with an exclamation mark are anomalies.</summary>
    public RecordBatch Batch(params string[] messages)
    {
        var made = new VerdictBatch(Math.Max(messages.Length, 1), first: offset);
        foreach (string message in messages) made.Add(message, anomaly: message.StartsWith('!'));
        offset += messages.Length;
        return made.For(Sink);
    }

    /// <summary>Starts to write a batch of so many messages.</summary>
    public Task Write(int messages, string text = "started") => Write(Batch([.. Enumerable.Range(0, messages).Select(i => $"{text} {i}")]));

    public Task Write(RecordBatch batch, CancellationToken cancellation = default)
    {
        Task write = Sink.WriteAsync(batch, cancellation).AsTask();
        writes.Add(write);
        return write;
    }

    /// <summary>Lets the clock go on until all that was written is delivered.</summary>
    public async Task<TimeSpan> DeliveredAsync(int milliseconds = 500)
    {
        long start = Clock.GetTimestamp();
        Task all = Task.WhenAll(writes);
        await AdvanceUntil(() => all.IsCompleted, milliseconds);
        await all;
        return Clock.GetElapsedTime(start);
    }

    /// <summary>Lets the clock go on, step by step, until a condition holds.</summary>
    public async Task AdvanceUntil(Func<bool> condition, int milliseconds = 500)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            await Task.Delay(1, deadline.Token);
        }
    }

    public static async Task Until(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition()) await Task.Delay(1, deadline.Token);
    }

    /// <summary>Asserts that the books are closed: what was handed over is settled one way or the other.</summary>
    public void AssertBalance(long created, long duplicates = 0, long refused = 0)
    {
        ElasticsearchSinkCounters counters = Sink.Counters;
        Assert.Equal((created + duplicates + refused, created, duplicates, refused, 0L), (counters.Documents, counters.Created, counters.Duplicates, counters.Refused, counters.InFlight));
    }

    public ValueTask DisposeAsync() => Sink.DisposeAsync();
}
