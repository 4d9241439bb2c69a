using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lad.EndToEnd.Tests.Elasticsearch;
using Lad.EndToEnd.Tests.Kafka;
using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Observability;

/// <summary>All that an operator may have at once: a scorer, a trainer and a fact store around topics, and a process that watches an index of Elasticsearch.</summary>
internal sealed partial class Plant : IAsyncDisposable
{
    private const int History = 1500;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lad-plant-");
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Dictionary<string, LadProcess> processes = [];
    private int documents;

    private Plant(Scenario scenario, Cluster cluster)
    {
        Scenario = scenario;
        Cluster = cluster;
    }

    public Scenario Scenario { get; }

    public Cluster Cluster { get; }

    /// <summary>Records sent to the input by now.</summary>
    public long Sent { get; private set; }

    /// <summary>Of these, those that nobody can parse.</summary>
    public int Malformed { get; private set; }

    /// <summary>Of these, those without text.</summary>
    public int Empty { get; private set; }

    /// <summary>Starts all of it and waits until each part does its work.</summary>
    public static async Task<Plant> StartAsync(LoadModel model)
    {
        Cluster cluster = await Cluster.StartAsync();
        var broker = new MockCluster();
        var plant = new Plant(await Scenario.StartAsync(broker, model, partitions: 3), cluster);
        try
        {
            await plant.StartAsync(broker);
            return plant;
        }
        catch
        {
            await plant.DisposeAsync();
            throw;
        }
    }

    /// <summary>Jobs, and where each listens.</summary>
    public async Task<(string Job, Uri Process)[]> TargetsAsync() =>
        await Task.WhenAll(processes.Select(async process =>
        {
            using var probe = new Probe(process.Value);
            return ("lad-" + process.Key, await probe.AddressAsync());
        }));

    /// <summary>Sends lines for a while, and with them what is out of the ordinary; people say something to it.</summary>
    public async Task LoadAsync(TimeSpan time, int rate)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (int second = 0; second < time.TotalSeconds; second++)
        {
            await Scenario.SendAsync(rate, rate);
            await SendAsync($"kernel panic: no root device on unit {second}, giving up", second);
            await SendAsync("{\"message\":\"cut off ", second);
            await SendAsync("", second);
            Sent += rate;
            Malformed++;
            Empty++;
            AddDocuments(50);
            await StatusAsync();
            if (second == time.TotalSeconds / 2) await SpeakAsync();
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until everything that was sent is scored, and what came of it is where it belongs.</summary>
    public async Task SettleAsync()
    {
        await Scenario.UntilScoredAsync(Sent - Malformed - Empty);
        await Cluster.UntilAsync(() => Cluster.Verdicts() > 0, () => "the index that is watched has verdicts");
    }

    /// <summary>What the fact store says of what came in.</summary>
    public async Task<JsonElement> StatusAsync() => await client.GetFromJsonAsync<JsonElement>(new Uri(await StoreAsync(), "api/v1/status"));

    /// <summary>Stops a part as an operator does; what it wrote to stderr.</summary>
    public async Task<string> StopAsync(string part)
    {
        await processes[part].SignalAsync("TERM");
        Ended ended = await processes[part].ExitAsync();
        Assert.True(ended.ExitCode == 0, ended.Error);
        return ended.Error;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        // The scorer is the scenario's.
        foreach (string part in processes.Keys.Where(part => part != "scorer")) processes[part].Dispose();
        await Scenario.DisposeAsync();
        await Cluster.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task StartAsync(MockCluster broker)
    {
        string models = TestBroker.Unique("models"), feedback = TestBroker.Unique("feedback");
        await broker.CreateTopicAsync(models, 1);
        await broker.CreateTopicAsync(feedback, 1);
        AddDocuments(1000);
        Scenario.Model = "kafka:" + models;
        Scenario.Settings["Lad__Kafka__FeedbackTopic"] = feedback;
        Scenario.Settings["Lad__Health__Listen"] = "127.0.0.1:0";
        Dictionary<string, string> settings = new(Scenario.Settings)
        {
            ["Lad__Kafka__BootstrapServers"] = broker.BootstrapServers,
            ["Lad__Kafka__AnomaliesTopic"] = Scenario.Anomalies,
            ["Lad__Model__Location"] = Scenario.Model,
        };
        await SendHistoryAsync();
        // The mock cluster finds no offsets by time.
        processes["trainer"] = LadProcess.Start(settings, ["trainer", "--from", "kafka:" + Scenario.Input, "--min-records", "500", "--map", "6x6", "--every", "5s", "--window", "0s"]);
        processes["factstore"] = LadProcess.Start(settings, ["factstore", "--listen", "127.0.0.1:0", "--db", Path.Combine(folder.FullName, "facts.db")]);
        processes["scorer"] = Scenario.Scorer();
        processes["watcher"] = LadProcess.Start(new Dictionary<string, string>(Cluster.Settings) { ["Lad__Health__Listen"] = "127.0.0.1:0", ["Lad__Training__MapSize"] = "6x6" },
            ["run", "--from", "es:" + Cluster.Logs, "--to", "es:", "--poll", "200ms", "--model", "models:" + Path.Combine(folder.FullName, "models"), "--retrain-every", "5s"]);
        foreach (LadProcess process in processes.Values)
        {
            using var probe = new Probe(process);
            await probe.UntilAsync("ready", 200, "ready");
        }
    }

    private async Task SendHistoryAsync()
    {
        await Scenario.SendAsync(History, 0);
        Sent += History;
    }

    private async Task SendAsync(string value, int number)
    {
        await Scenario.SendAsync(Encoding.UTF8.GetBytes(value), number % Scenario.Partitions);
        Sent++;
    }

    private void AddDocuments(int count)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        for (int i = 0; i < count; i++) Cluster.Add(now.AddMilliseconds(i - count), Cluster.Message(documents++));
    }

    // A person looks at what was found, and says that one kind of it is none.
    private async Task SpeakAsync()
    {
        Uri store = await StoreAsync();
        string? fingerprint = null;
        await Probe.UntilAsync(() => (fingerprint = Fingerprint().Match(client.GetStringAsync(new Uri(store, "api/v1/groups")).GetAwaiter().GetResult()).Groups[1].Value) != "", () => processes["factstore"].ErrorSoFar);
        using HttpResponseMessage said = await client.PostAsJsonAsync(new Uri(store, "api/v1/feedback"), new { fingerprint, kind = "false-positive", reason = "a drill" });
        Assert.True(said.IsSuccessStatusCode, await said.Content.ReadAsStringAsync());
    }

    private async Task<Uri> StoreAsync()
    {
        await Probe.UntilAsync(() => Listens().IsMatch(processes["factstore"].ErrorSoFar), () => processes["factstore"].ErrorSoFar);
        return new Uri(Listens().Match(processes["factstore"].ErrorSoFar).Groups[1].Value);
    }

    [GeneratedRegex(@"the fact store is at (http://\S+?)[;\s]")]
    private static partial Regex Listens();

    [GeneratedRegex("\"fingerprint\":\"([0-9a-f]{16})\"")]
    private static partial Regex Fingerprint();
}
