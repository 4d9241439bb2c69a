using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Clients;

public sealed class KafkaFailureTests
{
    private const short Produce = 0;
    private const short FindCoordinator = 10;
    private static readonly KafkaClientOptions Somewhere = new() { BootstrapServers = "kafka:9092" };

    // An error asks the native library for its text.
    public KafkaFailureTests() => NativeClient.Require();

    [Theory]
    [InlineData(ErrorCode.TopicAuthorizationFailed, BusFault.Authorisation, "does not allow the use of topic t")]
    [InlineData(ErrorCode.MsgSizeTooLarge, BusFault.TooLarge, "max.message.bytes")]
    public async Task What_a_broker_answers_to_a_message_is_explained(ErrorCode answer, BusFault fault, string text)
    {
        await using var broker = new MockCluster(1);
        await broker.CreateTopicAsync("t", 1);
        KafkaClientOptions options = Options(broker);
        using IProducer<Null, byte[]> producer = options.Build(new ProducerBuilder<Null, byte[]>(options.Over(new ProducerConfig())));
        broker.FailNext(Produce, (int)answer);

        ProduceException<Null, byte[]> thrown = await Assert.ThrowsAsync<ProduceException<Null, byte[]>>(() => producer.ProduceAsync("t", new Message<Null, byte[]> { Value = [1] }));

        BusException failure = KafkaFailure.Of(thrown, options, "t");
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.Contains(broker.BootstrapServers, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_may_not_be_used_is_named()
    {
        await using var broker = new MockCluster(1);
        await broker.CreateTopicAsync("t", 1);
        KafkaClientOptions options = Options(broker);
        broker.FailNext(FindCoordinator, [.. Enumerable.Repeat((int)ErrorCode.GroupAuthorizationFailed, 20)]);
        using IConsumer<Ignore, byte[]> consumer = options.Build(new ConsumerBuilder<Ignore, byte[]>(options.Over(new ConsumerConfig { GroupId = "g" })));
        consumer.Subscribe("t");

        ConsumeException thrown = Assert.Throws<ConsumeException>(() => consumer.Consume(TimeSpan.FromSeconds(30)));

        BusException failure = KafkaFailure.Of(thrown, options, "t", "g");
        Assert.Equal(BusFault.Authorisation, failure.Fault);
        Assert.Contains("the use of group g. Grant this user Read on the group", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorCode.ClusterAuthorizationFailed, BusFault.Authorisation, "IdempotentWrite on the cluster")]
    [InlineData(ErrorCode.TransactionalIdAuthorizationFailed, BusFault.Authorisation, "transactional id")]
    [InlineData(ErrorCode.UnknownTopicOrPart, BusFault.TopicMissing, "topic t does not exist at kafka:9092")]
    [InlineData(ErrorCode.UnsupportedVersion, BusFault.Unsupported, "enable.idempotence=false")]
    [InlineData(ErrorCode.Local_UnsupportedFeature, BusFault.Unsupported, "broker.version.fallback")]
    [InlineData(ErrorCode.SaslAuthenticationFailed, BusFault.Authentication, "sasl.password")]
    [InlineData(ErrorCode.ProducerFenced, BusFault.Fenced, "Kafka:InstanceId")]
    [InlineData(ErrorCode.FencedInstanceId, BusFault.Fenced, "group g")]
    [InlineData(ErrorCode.Local_AllBrokersDown, BusFault.Unreachable, "cannot be reached at kafka:9092")]
    [InlineData(ErrorCode.PolicyViolation, BusFault.Other, "PolicyViolation")]
    public void An_error_says_what_where_and_what_to_do(ErrorCode code, BusFault fault, string text)
    {
        BusException failure = KafkaFailure.Of(new KafkaException(new Error(code)), Somewhere, "t", "g");

        Assert.Equal(fault, failure.Fault);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.Contains(fault == BusFault.Fenced ? "process" : "kafka:9092", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_that_names_an_address_out_of_reach_is_told_from_one_that_is_down()
    {
        var error = new Error(ErrorCode.Local_Resolve, "ssl://broker-1.internal:9092/1: Failed to resolve 'broker-1.internal:9092': Name or service not known (after 3ms in state CONNECT)");

        BusException failure = KafkaFailure.Of(error, Somewhere);

        Assert.Contains("names its broker broker-1.internal:9092, which cannot be reached from here", failure.Message, StringComparison.Ordinal);
        Assert.Contains("advertised.listeners", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_native_library_is_said_with_what_to_install()
    {
        BusException failure = Assert.Throws<BusException>(() => NativeClient.Guard(() => throw new DllNotFoundException("gone")));

        Assert.Equal(BusFault.NativeLibrary, failure.Fault);
        Assert.Contains("apt-get install librdkafka1", failure.Message, StringComparison.Ordinal);
    }

    private static KafkaClientOptions Options(MockCluster broker) => new() { BootstrapServers = broker.BootstrapServers };
}
