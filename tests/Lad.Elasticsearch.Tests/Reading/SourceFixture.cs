using System.Globalization;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Reading;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.StandIn;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Cursors;
using Lad.Pipeline.Telemetry;

namespace Lad.Elasticsearch.Tests.Reading;

/// <summary>A stand-in server, and sources that read it, on one clock.</summary>
internal sealed class SourceFixture : IAsyncDisposable
{
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(1);

    private SourceFixture(StandInServer server, EagerClock clock, ElasticsearchClient client)
    {
        Server = server;
        Clock = clock;
        Client = client;
    }

    public StandInServer Server { get; }

    public EagerClock Clock { get; }

    public ElasticsearchClient Client { get; }

    /// <summary>Whether all that is asked is as the contract has it; not so where a test asks for nonsense.</summary>
    public bool KeepsContract { get; set; } = true;

    /// <summary>What the sources said.</summary>
    public List<string> Said { get; } = [];

    public static async Task<SourceFixture> StartAsync(Func<StandInOptions, StandInOptions>? server = null, Func<ElasticsearchOptions, ElasticsearchOptions>? client = null)
    {
        var clock = new EagerClock();
        StandInServer started = await StandInServer.StartAsync((server ?? (options => options))(new StandInOptions { Clock = clock }));
        return new SourceFixture(started, clock, new ElasticsearchClient((client ?? (options => options))(new ElasticsearchOptions { Nodes = started.Urls }), clock));
    }

    public static ElasticsearchSourceOptions Logs { get; } = new() { Index = "logs" };

    public ElasticsearchSource Open(ElasticsearchSourceOptions options, ICursorStore? cursor = null, Patience? patience = null, Instrumentation? instrumentation = null) =>
        new(Client, options, patience ?? new Patience { Longest = TimeSpan.FromSeconds(1) }, Clock, cursor, Say, instrumentation);

    /// <summary>Writes a document whose time is so many seconds from now.</summary>
    public void Put(string id, double seconds, string index = "logs", string service = "shop") => Server.State.Put(index, id, Document(Clock.GetUtcNow().AddSeconds(seconds), id, service));

    public static string Document(DateTimeOffset time, string id, string service = "shop") =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"@timestamp":"{{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","service":{"name":"{{service}}"},"message":"line {{id}}"}""");

    /// <summary>Reads to the end, acknowledging.</summary>
    public static async Task<List<ReadDocument>> ReadAllAsync(ElasticsearchSource source, int capacity = 512)
    {
        List<ReadDocument> read = [];
        var batch = new RecordBatch(capacity);
        while (await source.ReadAsync(batch, CancellationToken.None).AsTask().WaitAsync(Enough))
        {
            Assert.NotEqual(0, batch.Count);
            read.AddRange(ReadDocument.Of(batch));
            await source.AcknowledgeAsync(batch, CancellationToken.None);
            batch.Clear();
        }
        return read;
    }

    /// <summary>Reads until so many documents came, acknowledging.</summary>
    public static async Task<List<ReadDocument>> TakeAsync(ElasticsearchSource source, int count, int capacity = 512, bool acknowledge = true)
    {
        List<ReadDocument> read = [];
        while (read.Count < count)
        {
            var batch = new RecordBatch(Math.Min(capacity, count - read.Count));
            Assert.True(await source.ReadAsync(batch, CancellationToken.None).AsTask().WaitAsync(Enough));
            read.AddRange(ReadDocument.Of(batch));
            if (acknowledge) await source.AcknowledgeAsync(batch, CancellationToken.None);
        }
        return read;
    }

    /// <summary>Lets a source look around until the clock shows a time, and gives what came.</summary>
    public async Task<List<ReadDocument>> WatchAsync(ElasticsearchSource source, TimeSpan span)
    {
        List<ReadDocument> read = [];
        DateTimeOffset end = Clock.GetUtcNow() + span;
        using var reached = new CancellationTokenSource(Enough);
        Action<DateTimeOffset> before = Clock.Moved;
        Clock.Moved = now =>
        {
            before(now);
            if (now >= end) reached.Cancel();
        };
        var batch = new RecordBatch(512);
        try
        {
            while (await source.ReadAsync(batch, reached.Token))
            {
                read.AddRange(ReadDocument.Of(batch));
                await source.AcknowledgeAsync(batch, CancellationToken.None);
                batch.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            Assert.True(Clock.GetUtcNow() >= end, "The source did not look around.");
        }
        Clock.Moved = before;
        return read;
    }

    public string[] Lines()
    {
        lock (Said) return [.. Said];
    }

    public async ValueTask DisposeAsync()
    {
        if (KeepsContract) Server.AssertContract();
        Client.Dispose();
        await Server.DisposeAsync();
    }

    private void Say(string line)
    {
        lock (Said) Said.Add(line);
    }
}
