using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Producing.Native;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Producing.Native;

public sealed class GroupMembershipTests
{
    [Fact]
    public async Task A_membership_can_be_read_with_this_version_of_the_client()
    {
        await using var broker = new MockCluster(1);
        KafkaClientOptions options = new() { BootstrapServers = broker.BootstrapServers };
        using IConsumer<Ignore, Ignore> consumer = options.Build(new ConsumerBuilder<Ignore, Ignore>(options.Over(new ConsumerConfig { GroupId = "readers" })));

        GroupMembership.Require();

        Assert.Contains("readers", System.Text.Encoding.UTF8.GetString(GroupMembership.BytesOf(consumer.ConsumerGroupMetadata)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(typeof(WithoutField))]
    [InlineData(typeof(WithAnotherField))]
    public void A_client_that_keeps_it_in_another_way_is_named_with_what_works(Type? keeper)
    {
        BusException failure = Assert.Throws<BusException>(() => GroupMembership.FieldOf(keeper));

        Assert.Equal(BusFault.Unsupported, failure.Fault);
        Assert.Contains(typeof(IConsumerGroupMetadata).Assembly.GetName().Version!.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Contains("Kafka:Delivery=at-least-once", failure.Message, StringComparison.Ordinal);
    }

    private sealed class WithoutField;

    private sealed class WithAnotherField
    {
        private readonly string serializedMetadata = "";

        public override string ToString() => serializedMetadata;
    }
}
