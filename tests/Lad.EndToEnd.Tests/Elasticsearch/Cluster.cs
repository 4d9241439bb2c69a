using System.Globalization;
using Lad.Elasticsearch.StandIn;
using Lad.Elasticsearch.StandIn.Stored;
using Lad.Pipeline.Sinks;

namespace Lad.EndToEnd.Tests.Elasticsearch;

/// <summary>A server that stands in for Elasticsearch, and the program as processes that read and write there.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    public const string Logs = "logs-shop-default";
    public const string Scored = "logs-lad.scored-default";
    public const string Anomalies = "logs-lad.anomaly-default";

    private readonly TrainedModel? model;
    private readonly List<LadProcess> started = [];
    private readonly Dictionary<string, string> expected = [];
    private readonly string folder = Directory.CreateTempSubdirectory("lad-es-e2e-").FullName;

    private Cluster(StandInServer server, TrainedModel? model)
    {
        Server = server;
        this.model = model;
        Settings["Lad__Elasticsearch__Nodes"] = string.Join(',', server.Urls);
    }

    public StandInServer Server { get; }

    /// <summary>Settings of every process, by their names in the environment.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Documents put so far.</summary>
    public int Put => expected.Count;

    public static async Task<Cluster> StartAsync(TrainedModel? model = null, StandInOptions? options = null) => new(await StandInServer.StartAsync(options), model);

    public string PathTo(string name) => Path.Combine(folder, name);

    /// <summary>Starts the program.</summary>
    public LadProcess Lad(params string[] arguments)
    {
        LadProcess lad = LadProcess.Start(Settings, arguments);
        started.Add(lad);
        return lad;
    }

    /// <summary>Starts the program with the model.</summary>
    public LadProcess Scoring(string command, params string[] arguments) => Lad([command, "--model", model!.Location, .. arguments]);

    /// <summary>Runs the program to its end.</summary>
    public async Task<Ended> RunAsync(params string[] arguments)
    {
        using LadProcess lad = LadProcess.Start(Settings, arguments);
        return await lad.EndAsync();
    }

    /// <summary>Writes a document past the network.</summary>
    public void Add(DateTimeOffset time, string message, string service = "shop", string index = Logs)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"doc-{expected.Count}");
        string concrete = Server.State.Put(index, id, $$"""{"@timestamp":"{{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","message":"{{message}}","service":{"name":"{{service}}"} }""");
        expected.Add(EventId.Of(System.Text.Encoding.UTF8.GetBytes(concrete), System.Text.Encoding.UTF8.GetBytes(id)).ToString(), id);
    }

    /// <summary>Writes documents a millisecond apart, of which the last is of now, or so long ago.</summary>
    public void AddMany(int count, TimeSpan ago = default)
    {
        DateTimeOffset last = TimeProvider.System.GetUtcNow() - ago;
        for (int i = 0; i < count; i++) Add(last.AddMilliseconds(i - count), Message(i));
    }

    public static string Message(int number) => number % 2 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"job {number} started on host-{number % 5}")
        : string.Create(CultureInfo.InvariantCulture, $"job {number} finished after {number * 7} ms");

    /// <summary>Documents of the verdicts by now.</summary>
    public int Verdicts(string index = Scored) => Server.State.Count(index);

    /// <summary>Waits until so many verdicts are there; a process that ended meanwhile is a failure.</summary>
    public Task UntilVerdictsAsync(int count, TimeSpan? patience = null) => UntilAsync(() => Verdicts() >= count, () => $"{count} verdicts are there, and not {Verdicts()}", patience);

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds, Func<string> what, TimeSpan? patience = null)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
        {
            if (started.Find(lad => lad.HasEnded) is { } ended) Assert.Fail($"A process ended by itself: {(await ended.ExitAsync()).Error}");
            if (TimeProvider.System.GetElapsedTime(start) > (patience ?? TimeSpan.FromSeconds(60))) Assert.Fail($"It did not come to it in time that {what()}.{Said()}");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Fails unless each document has one verdict, under its event.id, and no other verdict is there.</summary>
    public void AssertEachScoredOnce()
    {
        IReadOnlyList<StoredDocument> verdicts = Server.State.Documents(Scored);
        string[] ids = [.. verdicts.Select(verdict => verdict.Id)];
        string[] missing = [.. expected.Keys.Except(ids)];
        Assert.True(missing.Length == 0, $"{missing.Length} of {Put} documents have no verdict, such as {string.Join(", ", missing.Take(5).Select(id => expected[id]))}.{Said()}");
        Assert.Empty(ids.Except(expected.Keys));
        Assert.Equal(Put, verdicts.Count);
        Assert.All(verdicts, verdict => Assert.Equal(1, verdict.Version));
    }

    /// <summary>Stops a process as an operator does; what it wrote to stderr.</summary>
    public async Task<string> StopAsync(LadProcess lad)
    {
        // A process that has said something hears signals.
        await UntilAsync(() => lad.ErrorSoFar.Length > 0, () => "a process says what it is at");
        started.Remove(lad);
        using LadProcess stopped = lad;
        await lad.SignalAsync("TERM");
        Ended ended = await lad.ExitAsync();
        Assert.True(ended.ExitCode == 0, $"It was told to stop and ended with {ended.ExitCode}: {ended.Error}");
        return ended.Error;
    }

    /// <summary>Ends a process as a power cut does.</summary>
    public async Task KillAsync(LadProcess lad)
    {
        if (lad.HasEnded) Assert.Fail($"It ended by itself: {(await lad.ExitAsync()).Error}");
        started.Remove(lad);
        await lad.SignalAsync("KILL");
        await lad.ExitAsync();
        lad.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (LadProcess lad in started) lad.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Said() => string.Concat(started.Select((lad, i) => $"\n-- process {i}:\n{lad.ErrorSoFar}"));
}

/// <summary>Scenarios run one after the other: each loads the machine by itself.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterGroup : ICollectionFixture<TrainedModel>
{
    public const string Name = "Elasticsearch scenarios";
}
