using System.Text.Json;
using Confluent.Kafka;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Connect;
using Lad.KafkaLoad.Producing;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(ScenarioGroup.Name)]
public class ConnectTests(LoadModel model)
{
    private const int Records = 2000;

    [RealKafkaFact]
    public async Task What_a_trainer_teaches_a_scorer_to_score_is_copied_by_Connect_as_JSON_lines_each_with_its_event_id()
    {
        await using RealKafka broker = (await RealKafka.StartAsync())!;
        foreach (string topic in (string[])["lad.logs", "lad.scored", "lad.anomalies", "lad.logs.dlq"]) await broker.CreateTopicAsync(topic, 2);
        await broker.CreateTopicAsync("lad.models", 1, new Dictionary<string, string> { ["cleanup.policy"] = "compact" });
        Send(broker);
        Dictionary<string, string> settings = Settings(broker);

        using (LadProcess trainer = LadProcess.Start(settings, "trainer", "--from", "kafka:lad.logs", "--model", "kafka:lad.models", "--once", "--window", "0s", "--min-records", "100", "--map", "6x6"))
        {
            Ended ended = await trainer.EndAsync();
            Assert.True(ended.ExitCode == 0, ended.Error);
        }
        using LadProcess scorer = LadProcess.Start(settings, "scorer");
        await using RealConnect connect = RealConnect.Start(broker, "lad.scored");
        string[] lines = await connect.LinesAsync(Records);
        await scorer.SignalAsync("TERM");
        Ended stopped = await scorer.ExitAsync();

        Assert.True(stopped.ExitCode == 0, stopped.Error);
        Assert.Equal(Records, lines.Length);
        Assert.Equal(Records, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetProperty("id").GetString()).Distinct().Count());
    }

    private void Send(RealKafka broker)
    {
        using IProducer<byte[], byte[]> producer = broker.Producer(new ProducerConfig { Acks = Acks.All });
        for (int i = 0; i < Records; i++) producer.Produce("lad.logs", new Message<byte[], byte[]> { Value = SendTime.Stamp(model.Lines[i], 1_700_000_000_000_000 + i) });
        Assert.Equal(0, producer.Flush(TimeSpan.FromSeconds(30)));
    }

    private static Dictionary<string, string> Settings(RealKafka broker)
    {
        var settings = new Dictionary<string, string> { ["Lad__Kafka__BootstrapServers"] = broker.BootstrapServers, ["Lad__Kafka__Headers"] = "false" };
        foreach ((string name, string value) in broker.ClientProperties) settings["Lad__Kafka__Client__" + name.Replace('.', '_')] = value;
        return settings;
    }
}
