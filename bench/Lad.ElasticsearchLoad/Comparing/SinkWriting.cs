using System.Collections.Concurrent;
using Lad.Detection;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Writing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;

namespace Lad.ElasticsearchLoad.Comparing;

/// <summary>Writes with the sink.</summary>
/// <param name="load">What is written.</param>
/// <param name="url">Where the server is.</param>
/// <param name="options">How the sink is set.</param>
internal sealed class SinkWriting(ScoredLoad load, Uri url, ElasticsearchSinkOptions options)
{
    /// <summary>Batches that are scored already: rendered on as many threads as there are processors, and written in their order.</summary>
    public async Task WriteAsync(bool gzip)
    {
        using ElasticsearchClient client = Client(gzip);
        await using var sink = new ElasticsearchVerdictSink(client, options, TimeProvider.System);
        using var room = new SemaphoreSlim(sink.BatchesOnTheWay + 10);
        List<Task> writes = [];
        var scratches = new ConcurrentBag<DetectorScratch>();
        Queue<Task<RecordBatch>> rendering = new();
        foreach (RecordBatch batch in load.Batches)
        {
            await room.WaitAsync().ConfigureAwait(false);
            rendering.Enqueue(Task.Run(() => Render(sink, batch, scratches)));
            if (rendering.Count >= Environment.ProcessorCount) writes.Add(DeliverAsync(sink, await rendering.Dequeue().ConfigureAwait(false), room));
        }
        while (rendering.TryDequeue(out Task<RecordBatch>? last)) writes.Add(DeliverAsync(sink, await last.ConfigureAwait(false), room));
        await Task.WhenAll(writes).ConfigureAwait(false);
    }

    /// <summary>Lines, through the whole graph.</summary>
    public async Task ScoreAsync(bool gzip, Emit emit)
    {
        using ElasticsearchClient client = Client(gzip);
        await using var sink = new ElasticsearchVerdictSink(client, options with { Emit = emit }, TimeProvider.System);
        GraphReport report = await new DataflowScoringGraph(new ModelSlot(load.Detector)).RunAsync(new GraphEnds(new MemorySource(load), sink, new DiscardingDeadLetterSink()), CancellationToken.None).ConfigureAwait(false);
        if (report.Counters.Scored != load.Count || sink.Counters.InFlight != 0) throw new InvalidOperationException($"{report.Counters.Scored} of {load.Count} lines have a verdict.");
    }

    /// <summary>The bodies that the sink sends.</summary>
    public async Task<IReadOnlyList<byte[]>> BodiesAsync()
    {
        List<byte[]> bodies = [];
        await using var sink = new ElasticsearchVerdictSink(
            (body, items, _) =>
            {
                lock (bodies) bodies.Add(body.ToArray());
                return Task.FromResult(new BulkAnswer([.. Enumerable.Repeat(new BulkItem(201, FailureStoreUse.None, null, null), items)]));
            },
            options with { BulkAge = TimeSpan.FromSeconds(10) },
            TimeProvider.System);
        var scratch = new DetectorScratch();
        List<Task> writes = [];
        foreach (RecordBatch batch in load.Batches)
        {
            batch.Scratch = scratch;
            sink.Render(batch);
            batch.Scratch = null;
            writes.Add(sink.WriteAsync(batch, CancellationToken.None).AsTask());
        }
        await sink.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(writes).ConfigureAwait(false);
        return bodies;
    }

    private ElasticsearchClient Client(bool gzip) => new(new ElasticsearchOptions { Nodes = [url], Compression = gzip }, TimeProvider.System);

    private static RecordBatch Render(ElasticsearchVerdictSink sink, RecordBatch batch, ConcurrentBag<DetectorScratch> scratches)
    {
        DetectorScratch scratch = scratches.TryTake(out DetectorScratch? idle) ? idle : new DetectorScratch();
        batch.Scratch = scratch;
        sink.Render(batch);
        batch.Scratch = null;
        scratches.Add(scratch);
        return batch;
    }

    private static async Task DeliverAsync(ElasticsearchVerdictSink sink, RecordBatch batch, SemaphoreSlim room)
    {
        await sink.WriteAsync(batch, CancellationToken.None).ConfigureAwait(false);
        room.Release();
    }
}
