using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Lad.Detection;
using Lad.Kafka.Clients;
using Lad.Kafka.Models;
using Lad.Kafka.Tests.Brokers;
using Lad.KafkaLoad.Verdicts;
using Lad.Pipeline.Models;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(ScenarioGroup.Name)]
public class SwappedModelsTests(LoadModel trained)
{
    private const string Name = "default";
    private const int OneInCorrupt = 5;
    private static readonly int Swaps = Size.Of(10, 50);

    [BrokerTheory]
    public async Task Models_that_are_swapped_under_load_lose_nothing_and_corrupt_ones_are_refused(BrokerKind kind)
    {
        IBroker broker = await TestBroker.StartAsync(kind);
        string topic = TestBroker.Unique("models");
        await broker.CreateTopicAsync(topic, 1);
        KafkaModelHistory models = new KafkaModelTopic(topic, new KafkaClientOptions { BootstrapServers = broker.BootstrapServers, Properties = broker.ClientProperties }).History(Name);
        ConcurrentDictionary<string, bool> published = [], used = [];
        ConcurrentQueue<string> neverValid = [];
        await using Scenario scenario = await Scenario.StartAsync(broker, trained, seen: verdict =>
        {
            string version = ScoredText.ModelVersion(verdict) ?? "none";
            used[version] = true;
            if (!published.ContainsKey(version)) neverValid.Enqueue(version);
        });
        scenario.Model = "kafka:" + topic;
        DetectionModel model = (await new ModelDirectory(trained.ModelsFolder).History(Name).ReadAsync())!;
        await PublishAsync(0);
        LadProcess scorer = scenario.Scorer();
        using var stop = new CancellationTokenSource();
        Task<long> load = scenario.SendAsync(long.MaxValue, Size.Of(1000, 2000), stop.Token);

        int corrupt = 0;
        for (int swap = 1; swap <= Swaps; swap++)
        {
            string before = Version(swap - 1);
            if (swap % OneInCorrupt == 1)
            {
                await PublishCorruptAsync(scenario, topic, corrupt++, before);
                await scenario.UntilAsync(() => Refusals(scorer.ErrorSoFar) == corrupt, () => $"{corrupt} models are refused");
            }
            string version = await PublishAsync(swap);
            await scenario.UntilAsync(() => used.ContainsKey(version), () => $"a verdict is made by {version}");
        }
        await stop.CancelAsync();
        await load;

        await scenario.UntilAllScoredAsync();
        Assert.Empty(neverValid);
        Assert.Equal(0, scenario.Repeats());
        string said = await scenario.StopAsync(scorer);
        Assert.Equal(corrupt, Refusals(said));

        async Task<string> PublishAsync(int number)
        {
            string version = Version(number);
            published[version] = true;
            await models.PublishAsync(model with { Metadata = model.Metadata with { Name = Name, Version = version } });
            return version;
        }
    }

    private static int Refusals(string said) => said.Split('\n').Count(line => line.Contains("was refused", StringComparison.Ordinal));

    private static string Version(int number) => string.Create(CultureInfo.InvariantCulture, $"20261121T{number:d6}Z-00000000");

    // By turns a manifest that is none, and one whose checksum does not fit its chunks.
    private static async Task PublishCorruptAsync(Scenario scenario, string topic, int number, string inForce)
    {
        byte[] manifest = "{\"format\":1,\"model\":"u8.ToArray();
        if (number % 2 == 1)
        {
            string text = Manifest(scenario.Broker, topic);
            Assert.Contains(inForce, text, StringComparison.Ordinal);
            int hash = text.IndexOf("\"sha256\":\"", StringComparison.Ordinal) + 10;
            manifest = Encoding.UTF8.GetBytes(string.Concat(text[..hash], text[hash] == '0' ? "1" : "0", text[(hash + 1)..]).Replace(inForce, Version(900_000 + number), StringComparison.Ordinal));
        }
        using IProducer<byte[], byte[]> producer = scenario.Broker.Producer();
        await producer.ProduceAsync(new TopicPartition(topic, 0), new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(Name), Value = manifest });
    }

    private static string Manifest(IBroker broker, string topic)
    {
        using IConsumer<byte[], byte[]> consumer = broker.Consumer();
        var place = new TopicPartition(topic, 0);
        long end = consumer.QueryWatermarkOffsets(place, TimeSpan.FromSeconds(30)).High.Value;
        consumer.Assign(new TopicPartitionOffset(place, Offset.Beginning));
        string manifest = "";
        for (long next = 0; next < end;)
        {
            ConsumeResult<byte[], byte[]> result = consumer.Consume(TimeSpan.FromSeconds(30)) ?? throw new TimeoutException($"{topic} was not read to its end.");
            next = result.Offset.Value + 1;
            if (result.Message.Key is { } key && Encoding.UTF8.GetString(key) == Name && result.Message.Value is { Length: > 64 } value) manifest = Encoding.UTF8.GetString(value);
        }
        return manifest;
    }
}
