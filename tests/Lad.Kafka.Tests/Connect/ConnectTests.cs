using System.Text.Json;
using Lad.Kafka.Producing;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Producing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Tests.Connect;

public class ConnectTests
{
    [RealKafkaFact]
    public async Task Connect_copies_verdicts_to_a_file_of_JSON_lines_each_with_its_event_id()
    {
        await using RealKafka broker = (await RealKafka.StartAsync())!;
        await broker.CreateTopicAsync("lad.scored", 3);
        string[] messages = ["started", "she said \"no\"\nand \\ left", "naïve café, 東京, \u2028 and 😀", "\u0000\u001b[31mred"];
        using KafkaProducer producer = broker.Sender();
        await using var sink = new KafkaVerdictSink(producer, new KafkaSinkOptions { ScoredTopic = "lad.scored", AnomaliesTopic = null });
        RecordBatch batch = messages.Aggregate(new VerdictBatch(), static (made, message) => made.Add(message, key: message)).For(sink);
        string[] ids = [.. Enumerable.Range(0, messages.Length).Select(i => EventId.Of(batch.Positions[i]).ToString())];

        await using RealConnect connect = RealConnect.Start(broker, "lad.scored");
        await sink.WriteAsync(batch, CancellationToken.None);

        Dictionary<string, string> written = (await connect.LinesAsync(messages.Length)).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(record => record.GetProperty("event").GetProperty("id").GetString()!, record => record.GetProperty("message").GetString()!);
        Assert.Equal(ids.Zip(messages), ids.Select(id => (id, written[id])));
        Assert.Equal(messages.Length, written.Count);
    }
}
