using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Writing;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;

namespace Lad.ElasticsearchLoad.Comparing;

/// <summary>Lines in memory, through the graph and the sink.</summary>
/// <param name="load">What is written.</param>
/// <param name="url">Where the server is.</param>
/// <param name="options">How the sink is set.</param>
internal sealed class SinkWriting(ScoredLoad load, Uri url, ElasticsearchSinkOptions options)
{
    /// <summary>Writes verdicts that are known already.</summary>
    public Task WriteAsync(bool gzip) => RunAsync(gzip, new ScoringStages([load]));

    /// <summary>Scores the lines, and writes.</summary>
    public Task ScoreAsync(bool gzip) => RunAsync(gzip, new ScoringStages());

    /// <summary>The bodies that <see cref="WriteAsync"/> sends.</summary>
    public async Task<IReadOnlyList<byte[]>> BodiesAsync()
    {
        List<byte[]> bodies = [];
        await using var sink = new ElasticsearchVerdictSink(
            (body, items, _) =>
            {
                lock (bodies) bodies.Add(body.ToArray());
                return Task.FromResult(new BulkAnswer([.. Enumerable.Repeat(new BulkItem(201, FailureStoreUse.None, null, null), items)]));
            },
            options with { BulkAge = TimeSpan.FromSeconds(1) },
            TimeProvider.System);
        await RunAsync(sink, new ScoringStages([load])).ConfigureAwait(false);
        return bodies;
    }

    private async Task RunAsync(bool gzip, ScoringStages stages)
    {
        using var client = new ElasticsearchClient(new ElasticsearchOptions { Nodes = [url], Compression = gzip }, TimeProvider.System);
        await using var sink = new ElasticsearchVerdictSink(client, options, TimeProvider.System);
        await RunAsync(sink, stages).ConfigureAwait(false);
    }

    private async Task RunAsync(ElasticsearchVerdictSink sink, ScoringStages stages)
    {
        var graph = new DataflowScoringGraph(new ModelSlot(load.Detector), stages: stages);
        GraphReport report = await graph.RunAsync(new GraphEnds(new MemorySource(load), sink, new DiscardingDeadLetterSink()), CancellationToken.None).ConfigureAwait(false);
        if (report.Counters.Scored != load.Count || sink.Counters.InFlight != 0) throw new InvalidOperationException($"{report.Counters.Scored} of {load.Count} lines have a verdict.");
    }
}
