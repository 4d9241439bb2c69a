using System.Text;
using System.Text.RegularExpressions;
using Confluent.Kafka;
using Lad.EndToEnd.Tests;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Tests;

namespace Lad.Browser.Tests.Scorers;

/// <summary>A broker, scorers and a fact store as processes, and services that write the same unusual lines again and again, one service to each partition and so to each scorer.</summary>
internal sealed partial class RunningSystem : IAsyncDisposable
{
    private const string Input = "shop.logs";
    private const string Anomalies = "shop.anomalies";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Parts = ["anchor", "bearing", "cylinder", "dynamo", "engine", "flange", "gasket", "hinge", "injector", "joint", "kingpin", "lever", "manifold", "nozzle", "oiler", "piston", "quill", "rotor", "spindle", "turbine"];
    private readonly TemporaryDirectory directory = new();
    private readonly MockCluster broker = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<LadProcess> processes = [];
    private readonly HeardVerdicts heard = new();
    private readonly int templates;
    private readonly int partitions;
    private Task? writing;
    private Task? reading;

    private RunningSystem(int scorers, int templates)
    {
        partitions = scorers;
        this.templates = templates;
    }

    /// <summary>Where the store's pages are.</summary>
    public Uri Store { get; private set; } = null!;

    /// <summary>Starts all of it and waits until each scorer has its part.</summary>
    public static async Task<RunningSystem> StartAsync(int scorers, int templates)
    {
        var system = new RunningSystem(scorers, templates);
        try
        {
            await system.StartAsync();
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>The fingerprint under which a template's anomalies are, once one was heard of.</summary>
    public string FingerprintOf(int template) => heard.FingerprintOf(template);

    /// <summary>Waits until every scorer has said of a template's latest line that it is, or is not, suppressed, after a moment.</summary>
    /// <returns>When the last of them did first.</returns>
    public async Task<long> UntilAllSayAsync(int template, string suppressed, long after)
    {
        long[] first = [];
        await UntilAsync(() => (first = heard.First(template, suppressed, after)).Length == partitions, () => $"every scorer says '{suppressed}' of template {template}; {first.Length} do");
        return first.Max();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        foreach (Task? task in new[] { writing, reading })
            if (task is not null) await task;
        foreach (LadProcess process in processes) process.Dispose();
        await broker.DisposeAsync();
        directory.Dispose();
        stop.Dispose();
    }

    private async Task StartAsync()
    {
        foreach ((string topic, int count) in new[] { (Input, partitions), (Anomalies, partitions), ("lad.feedback", 1) }) await broker.CreateTopicAsync(topic, count);
        string log = directory.File("shop.log");
        string model = "models:" + directory.File("models");
        await File.WriteAllLinesAsync(log, Enumerable.Range(0, 400).SelectMany(i => new[] { $"order {i} of customer {i % 7} was packed", $"order {i} left the warehouse after {i * 7} ms" }));
        using (LadProcess training = LadProcess.Start("train", "--from", log, "--model", model, "--map", "6x6"))
        {
            Ended ended = await training.EndAsync();
            Assert.True(ended.ExitCode == 0, ended.Error);
        }

        var settings = new Dictionary<string, string>
        {
            ["Lad__Kafka__BootstrapServers"] = broker.BootstrapServers,
            ["Lad__Kafka__AnomaliesTopic"] = Anomalies,
            ["Lad__Kafka__ScoredTopic"] = "",
        };
        writing = Task.Run(WriteAsync);
        reading = Task.Run(Read);
        for (int i = 0; i < partitions; i++) processes.Add(LadProcess.Start(settings, "scorer", "--from", "kafka:" + Input, "--to", "kafka:" + Anomalies, "--emit", "anomalies", "--model", model, "--start", "latest"));
        LadProcess store = LadProcess.Start(settings, "factstore", "--listen", "127.0.0.1:0", "--db", directory.File("facts.db"), "--model", model);
        processes.Add(store);
        Match at = Match.Empty;
        await UntilAsync(() => (at = Listens().Match(store.ErrorSoFar)).Success, () => "the store listens");
        Store = new Uri(at.Groups[1].Value);
        await UntilAsync(() => processes.Take(partitions).Select(scorer => Reads().Matches(scorer.ErrorSoFar).LastOrDefault()?.Groups[1].Value).OfType<string>().Distinct().Count() == partitions, () => "every scorer has its partition");
    }

    private async Task WriteAsync()
    {
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = broker.BootstrapServers, LingerMs = 0 }).Build();
        using var timer = new PeriodicTimer(Pause);
        try
        {
            for (int i = 0; await timer.WaitForNextTickAsync(stop.Token); i++)
                for (int partition = 0; partition < partitions; partition++)
                    for (int template = 0; template < templates; template++)
                        producer.Produce(new TopicPartition(Input, partition), new Message<byte[], byte[]> { Value = Encoding.UTF8.GetBytes($"unexpected {Parts[template]} melted near scorer=s{partition} at {i} degrees") });
        }
        catch (OperationCanceledException)
        {
            // The way it ends.
        }
    }

    private void Read()
    {
        var settings = new ConsumerConfig { BootstrapServers = broker.BootstrapServers, GroupId = "listener", FetchWaitMaxMs = 5, EnableAutoCommit = false };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(settings).Build();
        consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(Anomalies, partition, Offset.Beginning)));
        while (!stop.IsCancellationRequested)
            if (consumer.Consume(Pause) is { Message.Value: { } verdict }) heard.Hear(verdict, Parts, TimeProvider.System.GetTimestamp());
    }

    private async Task UntilAsync(Func<bool> holds, Func<string> what)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                Assert.Fail($"It did not come to it in time that {what()}.{string.Concat(processes.Select(process => $"\n--\n{process.ErrorSoFar}"))}");
            await timer.WaitForNextTickAsync();
        }
    }

    [GeneratedRegex(@"the fact store is at (http://\S+?)[;\s]")]
    private static partial Regex Listens();

    [GeneratedRegex(@"reading shop\.logs/(\d+)$", RegexOptions.Multiline)]
    private static partial Regex Reads();
}
