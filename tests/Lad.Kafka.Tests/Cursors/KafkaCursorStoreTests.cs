using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Cursors;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Models;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Kafka.Tests.Cursors;

public class KafkaCursorStoreTests
{
    private const string Source = "es:logs-*,<logs-{now/d}>";

    [BrokerTheory]
    public async Task Parts_are_added_replaced_and_removed_and_those_of_other_sources_stay(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = await TopicAsync(broker);
        await SaveAsync(broker, topic, Source, ("a", [1]), ("b", [2, 2]), ("c", []));
        await SaveAsync(broker, topic, "es:logs-*", ("a", [7]));
        await SaveAsync(broker, topic, Source, ("b", [3]), ("c", null), ("d", [4]));

        Assert.Equal(["a=01", "b=03", "d=04"], await LoadAsync(broker, topic, Source));
        Assert.Equal(["a=07"], await LoadAsync(broker, topic, "es:logs-*"));
        Assert.Empty(await LoadAsync(broker, topic, "es:logs"));
    }

    [Fact]
    public async Task Parts_lie_on_the_topic_in_the_order_in_which_they_were_given()
    {
        await using var broker = new MockCluster();
        string topic = await TopicAsync(broker);
        (string, byte[]?)[] parts = [.. Enumerable.Range(0, 50).Select(i => ($"ids-{i}", (byte[]?)new byte[90_000])), ("head", [1]), ("ids-0", null)];

        await SaveAsync(broker, topic, Source, parts);

        Assert.Equal(parts.Select(part => $"{Source}/{part.Item1}"), broker.MessagesOf(topic).Select(message => message.Key));
        Assert.Equal(50, (await LoadAsync(broker, topic, Source)).Length);
    }

    [Fact]
    public async Task Messages_of_others_on_the_topic_are_passed_over()
    {
        await using var broker = new MockCluster();
        string topic = await TopicAsync(broker);
        await broker.SendAsync(topic, [new TopicMessage(0, 0, "nonsense", [1]), new TopicMessage(0, 0, "es:logs/", [1]), new TopicMessage(0, 0, "/head", [1])]);
        await SaveAsync(broker, topic, "es:logs", ("head", [1]));

        Assert.Equal(["head=01"], await LoadAsync(broker, topic, "es:logs"));
    }

    [Fact]
    public async Task A_topic_that_is_missing_is_named_with_what_to_do()
    {
        await using var broker = new MockCluster();
        await using KafkaCursorStore store = Open(broker, "nowhere");

        SourceException refused = await Assert.ThrowsAsync<SourceException>(async () => await store.LoadAsync("es:logs", CancellationToken.None));

        Assert.Contains("The cursor 'kafka:nowhere' cannot be read", refused.Message, StringComparison.Ordinal);
        Assert.Contains("lad topics apply", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_the_brokers_refuse_is_an_error_with_the_reason()
    {
        await using var broker = new MockCluster();
        string topic = await TopicAsync(broker);
        await using KafkaCursorStore store = Open(broker, topic);
        await store.LoadAsync("es:logs", CancellationToken.None);
        const short produce = 0;
        const int notAuthorised = 29;
        broker.FailNext(produce, notAuthorised);

        SourceException refused = await Assert.ThrowsAsync<SourceException>(async () => await store.SaveAsync("es:logs", [new CursorPart("head", [1])], CancellationToken.None));

        Assert.Contains($"The cursor 'kafka:{topic}' cannot be written", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> TopicAsync(IBroker broker)
    {
        string topic = TestBroker.Unique("cursors");
        await broker.CreateTopicAsync(topic, 1);
        return topic;
    }

    private static KafkaCursorStore Open(IBroker broker, string topic) => new(topic, new KafkaClientOptions { BootstrapServers = broker.BootstrapServers, Properties = broker.ClientProperties }, TimeProvider.System);

    private static async Task SaveAsync(IBroker broker, string topic, string source, params (string Name, byte[]? Content)[] parts)
    {
        await using KafkaCursorStore store = Open(broker, topic);
        await store.LoadAsync(source, CancellationToken.None);
        await store.SaveAsync(source, [.. parts.Select(part => new CursorPart(part.Name, part.Content))], CancellationToken.None);
    }

    private static async Task<string[]> LoadAsync(IBroker broker, string topic, string source)
    {
        await using KafkaCursorStore store = Open(broker, topic);
        IReadOnlyDictionary<string, byte[]> loaded = await store.LoadAsync(source, CancellationToken.None);
        return [.. loaded.Select(part => $"{part.Key}={(part.Value.Length > 10 ? "..." : Convert.ToHexString(part.Value))}").Order(StringComparer.Ordinal)];
    }
}
