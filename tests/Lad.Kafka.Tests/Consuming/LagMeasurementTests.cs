using Confluent.Kafka;
using Lad.Detection.Parsing;
using Lad.Kafka.Clients;
using Lad.Kafka.Consuming;
using Lad.Pipeline.Tests;
using NSubstitute;

namespace Lad.Kafka.Tests.Consuming;

public class LagMeasurementTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly StreamTable streams = new();
    private readonly AssignedPartitions partitions = new();
    private readonly IConsumer<ByteSlice, ByteSlice> consumer = Substitute.For<IConsumer<ByteSlice, ByteSlice>>();
    private readonly LagMeasurement lags;

    public LagMeasurementTests()
    {
        var options = new KafkaSourceOptions { Client = new KafkaClientOptions { BootstrapServers = "none:1" }, Topics = ["t"], GroupId = "g" };
        lags = new LagMeasurement(options, streams, partitions, clock);
        consumer.GetWatermarkOffsets(default).ReturnsForAnyArgs(new WatermarkOffsets(Offset.Unset, Offset.Unset));
        for (int partition = 0; partition < 3; partition++) streams.Put(new PartitionStream(new TopicPartition("t", partition), new DrainSignal()) { Start = Offset.Unset.Value });
    }

    [Fact]
    public void A_quiet_topic_is_measured_without_a_question()
    {
        Look(paused: false);
        Assert.Empty(partitions.Lags);

        streams.Find("t", 1)!.Reached = 70;
        Look(paused: false);

        Assert.Equal([new PartitionLag("t", 1, 0)], partitions.Lags);
        Assert.All(consumer.ReceivedCalls(), call => Assert.Equal(nameof(consumer.GetWatermarkOffsets), call.GetMethodInfo().Name));
    }

    [Fact]
    public void Of_partitions_that_came_while_reading_was_paused_beginnings_are_asked_for_once_and_ends_each_second()
    {
        consumer.OffsetsForTimes(default, default).ReturnsForAnyArgs(call => call.Arg<IEnumerable<TopicPartitionTimestamp>>().Select(asked => new TopicPartitionOffset(asked.TopicPartition, asked.Timestamp.UnixTimestampMs == -1 ? 100 : 10)).ToList());
        consumer.Committed(default!, default).ReturnsForAnyArgs(call => call.Arg<IEnumerable<TopicPartition>>().Select(asked => new TopicPartitionOffset(asked, asked.Partition == 2 ? Offset.Unset : 40)).ToList());
        streams.Find("t", 0)!.Receive(59);

        Look(paused: true);
        Look(paused: true);

        Assert.Equal([new PartitionLag("t", 0, 41), new PartitionLag("t", 1, 60), new PartitionLag("t", 2, 90)], partitions.Lags);
        consumer.ReceivedWithAnyArgs(3).OffsetsForTimes(default, default);
        consumer.ReceivedWithAnyArgs(1).Committed(default!, default);
    }

    [Fact]
    public void Brokers_that_do_not_answer_are_left_alone_for_a_while()
    {
        consumer.OffsetsForTimes(default, default).ReturnsForAnyArgs(_ => throw new KafkaException(ErrorCode.Local_TimedOut));

        for (int second = 0; second < 10; second++) Look(paused: true);

        consumer.ReceivedWithAnyArgs(2).OffsetsForTimes(default, default);
    }

    private void Look(bool paused)
    {
        lags.Look(consumer, paused);
        clock.Advance(TimeSpan.FromSeconds(1));
    }
}
