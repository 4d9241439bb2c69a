using System.Globalization;
using Confluent.Kafka;
using Lad.Kafka.Tests.Brokers;
using Lad.KafkaLoad.Producing;
using Lad.KafkaLoad.Verdicts;

namespace Lad.EndToEnd.Tests.Kafka;

/// <summary>Topics on a broker, load on one, scorers between them, and a reader that checks verdicts off.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    private readonly IProducer<byte[], byte[]> producer;
    private readonly LoadModel model;
    private readonly List<LadProcess> scorers = [];
    private readonly VerdictReader reader;

    private Scenario(IBroker broker, LoadModel model, string input, int partitions, int outputPartitions, IsolationLevel isolation, Action<byte[]>? seen)
    {
        Broker = broker;
        this.model = model;
        Input = input;
        Partitions = partitions;
        OutputPartitions = outputPartitions;
        Ledger = new VerdictLedger(input, partitions);
        producer = broker.Producer(new ProducerConfig { Acks = Acks.All, LingerMs = 1, EnableIdempotence = broker.Features.HasFlag(BrokerFeatures.Idempotence), MessageTimeoutMs = 300_000 });
        Load = new LoadProducer(producer, model.Lines, TimeProvider.System);
        reader = new VerdictReader(broker.Consumer(new ConsumerConfig { EnableAutoCommit = false, IsolationLevel = isolation, FetchWaitMaxMs = 10, AutoOffsetReset = AutoOffsetReset.Error }), Scored, outputPartitions, Ledger, TimeProvider.System, seen);
    }

    public IBroker Broker { get; }

    public string Input { get; }

    public int Partitions { get; }

    /// <summary>Partitions of the topics that scorers write. More where a broker throws away what is not read soon: scorers that catch up are faster than the reader.</summary>
    public int OutputPartitions { get; }

    public string Scored => Input + ".scored";

    public string Anomalies => Input + ".anomalies";

    public string DeadLetters => Input + ".dlq";

    public VerdictLedger Ledger { get; }

    public LoadProducer Load { get; }

    public Latencies Latencies => reader.With(() => reader.Latencies);

    /// <summary>Settings of scorers beyond the usual, by their names in the environment.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Client properties of scorers beyond those that the broker needs. Members that fall silent are given up sooner than usual.</summary>
    public Dictionary<string, string> ClientProperties { get; } = new() { ["session.timeout.ms"] = "3000", ["heartbeat.interval.ms"] = "500" };

    /// <summary>Where scorers get their model.</summary>
    public string Model { get => field ?? model.Location; set; }

    public static async Task<Scenario> StartAsync(IBroker broker, LoadModel model, int partitions = 6, IsolationLevel isolation = IsolationLevel.ReadUncommitted, Action<byte[]>? seen = null)
    {
        string input = TestBroker.Unique("logs");
        int outputs = broker.Features.HasFlag(BrokerFeatures.Retention) ? partitions : 8 * partitions;
        await broker.CreateTopicAsync(input, partitions);
        foreach (string topic in new[] { input + ".scored", input + ".anomalies", input + ".dlq" }) await broker.CreateTopicAsync(topic, outputs);
        return new Scenario(broker, model, input, partitions, outputs, isolation, seen);
    }

    /// <summary>Starts a scorer.</summary>
    public LadProcess Scorer(params string[] more)
    {
        var variables = new Dictionary<string, string>(Settings)
        {
            ["Lad__Kafka__BootstrapServers"] = Broker.BootstrapServers,
            ["Lad__Kafka__GroupId"] = Input + ".group",
            ["Lad__Kafka__ScoredTopic"] = Scored,
            ["Lad__Kafka__AnomaliesTopic"] = Anomalies,
            ["Lad__Kafka__Headers"] = Broker.Features.HasFlag(BrokerFeatures.Headers) ? "true" : "false",
        };
        IEnumerable<string> properties = Broker.ClientProperties.Concat(ClientProperties).GroupBy(pair => pair.Key).SelectMany(pairs => new[] { "--kafka-client", $"{pairs.Key}={pairs.Last().Value}" });
        LadProcess scorer = LadProcess.Start(variables, ["scorer", "--from", "kafka:" + Input, "--model", Model, .. properties, .. more]);
        scorers.Add(scorer);
        return scorer;
    }

    /// <summary>Sends lines, to all partitions in turn.</summary>
    public Task<long> SendAsync(long lines, int rate, CancellationToken stop = default) =>
        Task.Run(() => Load.RunAsync(new LoadOptions { Topic = Input, Partitions = Partitions, Lines = lines, Rate = rate, Stamped = true }, stop), CancellationToken.None);

    /// <summary>Sends one message.</summary>
    public async Task SendAsync(byte[] value, int partition) => await producer.ProduceAsync(new TopicPartition(Input, partition), new Message<byte[], byte[]> { Value = value });

    /// <summary>Records with a verdict by now.</summary>
    public long Distinct() => reader.With(() => Ledger.Distinct);

    /// <summary>Verdicts on records that had one, by now.</summary>
    public long Repeats() => reader.With(() => Ledger.Repeats);

    /// <summary>Looks at what was read while nothing is added.</summary>
    public T With<T>(Func<T> look) => reader.With(look);

    /// <summary>Waits until so many records have a verdict.</summary>
    public Task UntilScoredAsync(long records, TimeSpan? patience = null) => UntilAsync(() => Distinct() >= records, () => $"{records} records have a verdict", patience);

    /// <summary>Waits until all records of the input have a verdict; fails with those that have none.</summary>
    public async Task UntilAllScoredAsync(TimeSpan? patience = null)
    {
        using IConsumer<byte[], byte[]> consumer = Broker.Consumer();
        long[] ends = [.. Enumerable.Range(0, Partitions).Select(partition => consumer.QueryWatermarkOffsets(new TopicPartition(Input, partition), TimeSpan.FromSeconds(30)).High.Value)];
        await UntilAsync(() => Distinct() >= ends.Sum(), () => $"all {ends.Sum()} records have a verdict; these have none: {string.Join(' ', With(() => Ledger.Missing(ends)))}", patience);
        Assert.Empty(With(() => Ledger.Missing(ends)));
        Assert.Equal(0, With(() => Ledger.Strangers));
    }

    /// <summary>Waits until something holds; a scorer that ended meanwhile without being told to is a failure.</summary>
    public async Task UntilAsync(Func<bool> holds, Func<string> what, TimeSpan? patience = null)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > (patience ?? TimeSpan.FromSeconds(60)))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"It did not come to it in time that {what()}. {Distinct()} records have a verdict, {Repeats()} verdicts are repeats.{(reader.Overrun is { } overrun ? $" The reader of the verdicts was too slow for this broker: {overrun}" : "")}{Said()}"));
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Stops a scorer as an operator does; what it wrote to stderr.</summary>
    public async Task<string> StopAsync(LadProcess scorer)
    {
        await scorer.SignalAsync("TERM");
        Ended ended = await scorer.ExitAsync();
        Forget(scorer);
        Assert.True(ended.ExitCode == 0, $"A scorer that was told to stop ended with {ended.ExitCode}: {ended.Error}");
        return ended.Error;
    }

    /// <summary>Ends a scorer as a power cut does.</summary>
    public async Task KillAsync(LadProcess scorer)
    {
        if (scorer.HasEnded) Assert.Fail($"A scorer ended by itself: {(await scorer.ExitAsync()).Error}");
        await scorer.SignalAsync("KILL");
        await scorer.ExitAsync();
        Forget(scorer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (LadProcess scorer in scorers) scorer.Dispose();
        reader.Dispose();
        producer.Dispose();
        await Broker.DisposeAsync();
    }

    private string Said() => string.Concat(scorers.Select((scorer, i) => $"\n-- scorer {i}{(scorer.HasEnded ? " (has ended)" : "")}:\n{scorer.ErrorSoFar}"));

    private void Forget(LadProcess scorer)
    {
        scorers.Remove(scorer);
        scorer.Dispose();
    }
}
