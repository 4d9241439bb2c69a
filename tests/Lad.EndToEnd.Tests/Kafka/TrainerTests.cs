using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Models;
using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Kafka;

public sealed class TrainerTests
{
    [Fact]
    public async Task It_learns_from_a_topics_history_at_once_then_from_what_comes_and_ends_on_SIGTERM()
    {
        await using var broker = new MockCluster();
        await broker.CreateTopicAsync("lad.logs", 3);
        await broker.CreateTopicAsync("lad.models", 1);
        await ProduceAsync(broker, 0, 1500);
        var models = new KafkaModelTopic("lad.models", new KafkaClientOptions { BootstrapServers = broker.BootstrapServers });
        // The mock cluster finds no offsets by time.
        using LadProcess lad = LadProcess.Start("trainer", "--brokers", broker.BootstrapServers, "--from", "kafka:lad.logs", "--model", "kafka:lad.models", "--min-records", "200", "--map", "4x4", "--every", "1s", "--window", "0s");

        await UntilAsync(lad, async () => (await models.NamesAsync()).SequenceEqual(["billing", "checkout", "default"]));
        int sent = 1500;
        await UntilAsync(lad, async () =>
        {
            await ProduceAsync(broker, sent, 20);
            sent += 20;
            return (await models.History("default").ListAsync()).Count > 1;
        });
        await lad.SignalAsync("TERM");
        Ended ended = await lad.ExitAsync();

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Contains("read 1,500 records of kafka:lad.logs", ended.Error, StringComparison.Ordinal);
        Assert.Contains("default: published", ended.Error, StringComparison.Ordinal);
        Assert.NotNull(await models.History("checkout").ReadAsync());
    }

    [Fact]
    public async Task Once_learns_from_the_last_records_and_ends()
    {
        await using var broker = new MockCluster();
        await broker.CreateTopicAsync("lad.logs", 3);
        await broker.CreateTopicAsync("lad.models", 1);
        await ProduceAsync(broker, 0, 3000);
        using LadProcess lad = LadProcess.Start("trainer", "--once", "--brokers", broker.BootstrapServers, "--from", "kafka:lad.logs", "--model", "kafka:lad.models", "--last", "900", "--min-records", "200", "--map", "4x4");

        Ended ended = await lad.ExitAsync();

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Contains("read 900 records", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_is_missing_is_named_and_the_exit_code_is_1()
    {
        await using var broker = new MockCluster();
        using LadProcess lad = LadProcess.Start("trainer", "--brokers", broker.BootstrapServers, "--from", "kafka:no.such.topic", "--model", "kafka:lad.models");

        Ended ended = await lad.ExitAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("no.such.topic", Assert.Single(ended.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static async Task ProduceAsync(MockCluster broker, int from, int count)
    {
        using IProducer<byte[], byte[]> producer = broker.Producer(new ProducerConfig { LingerMs = 5 });
        await Task.WhenAll(Enumerable.Range(from, count).Select(i => producer.ProduceAsync(new TopicPartition("lad.logs", i % 3), new Message<byte[], byte[]> { Value = Encoding.UTF8.GetBytes(Line(i)) })));
    }

    private static string Line(int i)
    {
        string message = (i / 6 % 3) switch { 0 => $"order {i} accepted for customer {i % 97}", 1 => $"payment {i} settled after {i % 90} ms", _ => $"mail {i} queued for delivery" };
        return $"{{\"message\":\"{message}\",\"service\":{{\"name\":\"{(i % 2 == 0 ? "checkout" : "billing")}\"}}}}";
    }

    private static async Task UntilAsync(LadProcess lad, Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (!await holds()) await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await lad.SignalAsync("TERM");
            Assert.Fail((await lad.ExitAsync()).Error);
        }
    }
}
