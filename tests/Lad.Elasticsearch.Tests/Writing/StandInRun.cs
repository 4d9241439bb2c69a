using System.Globalization;
using Lad.Detection;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.StandIn;
using Lad.Elasticsearch.Writing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Models;

namespace Lad.Elasticsearch.Tests.Writing;

/// <summary>The whole graph, from lines in memory to documents in a server that stands in for Elasticsearch.</summary>
internal sealed class StandInRun : IAsyncDisposable
{
    private readonly ElasticsearchClient client;
    private readonly GraphOptions options;

    private StandInRun(StandInServer server, ElasticsearchOptions connection, ElasticsearchSinkOptions sink, int batchSize, TimeProvider clock)
    {
        options = new GraphOptions { BatchSize = batchSize, Parallelism = 2 };
        Server = server;
        client = new ElasticsearchClient(connection with { Nodes = server.Urls }, clock);
        Sink = new ElasticsearchVerdictSink(client, sink, clock);
        Graph = new DataflowScoringGraph(new ModelSlot(new Detector(SampleModels.Of("v1"))), options, ScriptedStage.Row(), clock);
    }

    /// <summary>Small requests, and pauses that a test can wait for.</summary>
    public static ElasticsearchSinkOptions Quick { get; } = new()
    {
        BulkBytes = 256 * 1024,
        BulkAge = TimeSpan.FromMilliseconds(20),
        Patience = new Patience { First = TimeSpan.FromMilliseconds(10), Longest = TimeSpan.FromMilliseconds(500) },
    };

    public StandInServer Server { get; }

    public ElasticsearchVerdictSink Sink { get; }

    public DataflowScoringGraph Graph { get; }

    public DeadLetterList DeadLetters { get; } = new();

    /// <summary>Records that can be under way at once.</summary>
    public int Capacity => ((options.Parallelism * 4) + 2 + Sink.BatchesOnTheWay) * options.BatchSize;

    public static async Task<StandInRun> StartAsync(StandInOptions? server = null, ElasticsearchOptions? connection = null, ElasticsearchSinkOptions? sink = null, TimeProvider? clock = null, int batchSize = 128) =>
        new(await StandInServer.StartAsync(server), connection ?? new ElasticsearchOptions(), sink ?? Quick, batchSize, clock ?? TimeProvider.System);

    public Task<GraphReport> RunAsync(ListSource source, CancellationToken stop = default) => Graph.RunAsync(new GraphEnds(source, Sink, DeadLetters), stop);

    /// <summary>Lines of which those that <paramref name="marked"/> chooses are refused by the server's mapping.</summary>
    public static string[] Lines(int count, Func<int, bool>? marked = null) =>
        [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(marked?.Invoke(i) == true ? "marked" : "Receiving")} block blk_{i * 7919L} src: /10.250.{i % 250}.{i % 241}:54106 dest: /10.250.19.102:50010"))];

    /// <summary>Asserts that each line is a document or a dead letter, each once, and that all books say so.</summary>
    public void AssertNothingLost(GraphReport report, int lines, Func<int, bool>? marked = null)
    {
        int refused = Enumerable.Range(0, lines).Count(i => marked?.Invoke(i) == true);
        ElasticsearchSinkCounters counters = Sink.Counters;
        Assert.Equal((lines, lines - refused, refused, 0L), (report.Counters.Received, report.Counters.Scored, report.Counters.DeadLettered, report.Counters.InFlight));
        Assert.Equal(Enumerable.Range(0, lines).Where(i => marked?.Invoke(i) == true).Select(i => (long)i), DeadLetters.Offsets.Order());
        Assert.All(DeadLetters.Codes, code => Assert.Equal("elasticsearch-refused", code));
        Assert.Equal(lines - refused, Server.State.Count(SinkFixture.Scored));
        Assert.Equal(Server.Counters.Created, counters.Created + counters.Duplicates);
        Assert.Equal((lines, refused, 0L), (counters.Documents, counters.Refused, counters.InFlight));
        Assert.True(counters.WireBytes > 0);
        Server.AssertContract();
    }

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        client.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Keeps offsets and codes of dead letters.</summary>
    internal sealed class DeadLetterList : IDeadLetterSink
    {
        public string Name => "list";

        public List<long> Offsets { get; } = [];

        public List<string> Codes { get; } = [];

        public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
        {
            Offsets.AddRange(batch.Rejections.Select(rejection => batch.Positions[rejection.Index].Offset));
            Codes.AddRange(batch.Rejections.Select(rejection => rejection.Code));
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
