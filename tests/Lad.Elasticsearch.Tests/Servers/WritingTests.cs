using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Reading;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Setup;
using Lad.Elasticsearch.Tests.Writing;
using Lad.Elasticsearch.Writing;
using Lad.Kafka.Tests.Producing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Models;

namespace Lad.Elasticsearch.Tests.Servers;

/// <summary>Setting up and writing, on a server that stands in and on a real one.</summary>
public sealed class WritingTests
{
    [ServerTheory]
    public async Task What_verdicts_need_is_made_once(ServerKind kind)
    {
        await using SearchServer server = await SearchServer.StartAsync(kind);

        (SetupPlan before, SetupPlan after) = await server.SetUpAsync(new SetupNames(server.Stream("lad.scored"), server.Stream("lad.anomaly")));

        Assert.Equal(4, before.Items.Count);
        Assert.All(before.Items, item => Assert.Equal(SetupState.Missing, item.State));
        Assert.All(after.Items, item => Assert.Equal(SetupState.Same, item.State));
    }

    [ServerTheory]
    public async Task Verdicts_are_documents_under_their_event_id_and_what_is_written_again_is_there_already(ServerKind kind)
    {
        await using SearchServer server = await SearchServer.StartAsync(kind);
        string scored = server.Stream("lad.scored"), anomalies = server.Stream("lad.anomaly");
        await server.SetUpAsync(new SetupNames(scored, anomalies));
        await using ElasticsearchVerdictSink sink = Sink(server, scored, anomalies);
        VerdictBatch made = new VerdictBatch().Add("started").Add("she said \"no\"\nand \\ left").Add("naïve café, 東京, \u2028 and 😀").Add("no space left", anomaly: true);
        RecordBatch batch = made.For(sink);
        string[] ids = [.. Enumerable.Range(0, batch.Count).Select(i => EventId.Of(batch.Positions[i]).ToString())];

        await sink.WriteAsync(batch, CancellationToken.None);
        await sink.WriteAsync(batch, CancellationToken.None);

        Assert.Empty(batch.Rejections);
        Assert.Equal((5L, 5L, 0L), (sink.Counters.Created, sink.Counters.Duplicates, sink.Counters.Refused));
        var written = (await server.DocumentsAsync(scored, 4)).ToDictionary(document => document.Id, document => document.Source);
        Assert.Equal(ids.Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        Assert.All(written, document => Assert.Equal(document.Key, document.Value.GetProperty("event").GetProperty("id").GetString()));
        Assert.Equal(Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch.Message(i))), ids.Select(id => written[id].GetProperty("message").GetString()));
        Assert.Equal(ids[3], Assert.Single(await server.DocumentsAsync(anomalies, 1)).Id);
    }

    [ServerTheory]
    public async Task A_field_that_is_not_mapped_is_refused_and_the_others_are_written(ServerKind kind)
    {
        await using SearchServer server = await SearchServer.StartAsync(kind);
        string scored = server.Stream("lad.scored");
        await server.SetUpAsync(new SetupNames(scored, null));

        BulkAnswer answer = await server.Client.BulkAsync(Encoding.UTF8.GetBytes($$"""
            {"create":{"_index":"{{scored}}","_id":"1"} }
            {"@timestamp":"2026-11-21T00:00:00.000Z","message":"a","lad":{"score":0.5} }
            {"create":{"_index":"{{scored}}","_id":"2"} }
            {"@timestamp":"2026-11-21T00:00:00.000Z","message":"a","lad":{"other":0.5} }
            {"create":{"_index":"{{scored}}","_id":"1"} }
            {"@timestamp":"2026-11-21T00:00:00.000Z","message":"a","lad":{"score":0.5} }

            """), 3, CancellationToken.None);

        Assert.Equal((201, 409), (answer.Items[0].Status, answer.Items[2].Status));
        // A data stream with a failure store keeps there what it refuses, and says so.
        Assert.True(answer.Items[1] is { Status: 400 } or { FailureStore: FailureStoreUse.Used }, answer.Items[1].ToString());
        Assert.Equal("1", Assert.Single(await server.DocumentsAsync(scored, 1)).Id);
    }

    [ServerTheory]
    public async Task Each_document_of_an_index_becomes_one_verdict(ServerKind kind)
    {
        await using SearchServer server = await SearchServer.StartAsync(kind);
        string logs = server.Index("shop"), scored = server.Stream("lad.scored");
        await server.SetUpAsync(new SetupNames(scored, null));
        await server.PutAsync(logs, Enumerable.Range(0, 1000).Select(i => (i.ToString(CultureInfo.InvariantCulture), new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero).AddSeconds(i), "shop")));
        await using var source = new ElasticsearchSource(server.Client, new ElasticsearchSourceOptions { Index = logs, PageSize = 150 }, new Patience(), TimeProvider.System);
        await using ElasticsearchVerdictSink sink = Sink(server, scored, null);
        var graph = new DataflowScoringGraph(new ModelSlot(new Detector(SampleModels.Of("v1"))), new GraphOptions { BatchSize = 64, Parallelism = 2 }, ScriptedStage.Row());

        GraphReport report = await graph.RunAsync(new GraphEnds(source, sink, new DiscardingDeadLetterSink()), CancellationToken.None);

        Assert.Equal((1000L, 1000L, 0L), (report.Counters.Received, report.Counters.Scored, report.Counters.DeadLettered));
        Assert.Equal(
            (await server.DocumentsAsync(logs, 1000)).Select(document => EventId.Of(Encoding.UTF8.GetBytes(logs), Encoding.UTF8.GetBytes(document.Id)).ToString()).Order(StringComparer.Ordinal),
            (await server.DocumentsAsync(scored, 1000)).Select(document => document.Id).Order(StringComparer.Ordinal));
    }

    private static ElasticsearchVerdictSink Sink(SearchServer server, string scored, string? anomalies) => new(server.Client, StandInRun.Quick with { ScoredIndex = scored, AnomaliesIndex = anomalies }, TimeProvider.System);
}
