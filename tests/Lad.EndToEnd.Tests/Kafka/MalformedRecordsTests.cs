using System.Text;
using System.Text.RegularExpressions;
using Confluent.Kafka;
using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(ScenarioGroup.Name)]
public class MalformedRecordsTests(LoadModel model)
{
    private const int EachOneIn = 100;
    private static readonly int Records = Size.Of(5000, 100_000);

    [BrokerTheory]
    public async Task Records_that_cannot_be_parsed_are_dead_letters_with_their_original_bytes_and_the_counters_balance(BrokerKind kind)
    {
        IBroker broker = await TestBroker.StartAsync(kind);
        await using Scenario scenario = await Scenario.StartAsync(broker, model, partitions: 3);
        HashSet<string> malformed = await SendAsync(scenario);
        LadProcess scorer = scenario.Scorer();

        List<string> letters = await ReadAsync(scenario, malformed.Count);
        await scenario.UntilScoredAsync(Records - malformed.Count);
        string report = await scenario.StopAsync(scorer);

        Assert.Equal(malformed.Order(StringComparer.Ordinal), letters.Order(StringComparer.Ordinal));
        Match balance = Regex.Match(report, @"([\d,]+) records .* = ([\d,]+) scored \+ ([\d,]+) dead-lettered \+ ([\d,]+) filtered");
        Assert.True(balance.Success, report);
        Assert.Equal([Records, Records - malformed.Count, malformed.Count, 0], balance.Groups.Values.Skip(1).Select(group => int.Parse(group.Value, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(0, scenario.Repeats());
    }

    private async Task<HashSet<string>> SendAsync(Scenario scenario)
    {
        HashSet<string> malformed = [];
        using IProducer<byte[], byte[]> producer = scenario.Broker.Producer(new ProducerConfig { LingerMs = 5 });
        for (int i = 0; i < Records; i++)
        {
            byte[] value = model.Lines[i];
            if (i % EachOneIn == 0)
            {
                // An object that breaks off, with a byte that is no text.
                value = [.. "{\"message\":\"cut off "u8, 0xFF, .. Encoding.ASCII.GetBytes($" {i}")];
                malformed.Add(Convert.ToHexString(value));
            }
            producer.Produce(new TopicPartition(scenario.Input, i % scenario.Partitions), new Message<byte[], byte[]> { Value = value });
        }
        await Task.Run(() => producer.Flush(TimeSpan.FromSeconds(60)));
        return malformed;
    }

    private static async Task<List<string>> ReadAsync(Scenario scenario, int count)
    {
        List<string> letters = [];
        using IConsumer<byte[], byte[]> consumer = scenario.Broker.Consumer();
        consumer.Assign(Enumerable.Range(0, scenario.OutputPartitions).Select(partition => new TopicPartitionOffset(scenario.DeadLetters, partition, Offset.Beginning)));
        await scenario.UntilAsync(() =>
        {
            while (letters.Count < count && consumer.Consume(TimeSpan.FromMilliseconds(1)) is { } result) letters.Add(Original(scenario.Broker, result.Message.Value));
            return letters.Count == count;
        }, () => $"{count} dead letters are there; {letters.Count} are");
        return letters;
    }

    // A broker without headers is sent an envelope.
    private static string Original(IBroker broker, byte[] value) => Convert.ToHexString(broker.Features.HasFlag(BrokerFeatures.Headers)
        ? value
        : System.Text.Json.JsonDocument.Parse(value).RootElement.GetProperty("lad").GetProperty("bytes").GetBytesFromBase64());
}
