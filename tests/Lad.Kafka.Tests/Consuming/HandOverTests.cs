using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Consuming;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Tests;

namespace Lad.Kafka.Tests.Consuming;

public class HandOverTests
{
    private static readonly KafkaSourceOptions Options = new() { Topics = ["t"], HighWatermarkRecords = 100, LowWatermarkRecords = 10 };
    private readonly KafkaSourceCounters counters = new();
    private readonly PartitionStream stream = new(new TopicPartition("t", 0), new DrainSignal());

    [Fact]
    public void Records_come_out_as_they_went_in()
    {
        var handOver = new HandOver(Options, counters);
        handOver.Publish(Chunk(0, 3));
        handOver.Publish(Chunk(3, 2));
        var batch = new RecordBatch(4);

        handOver.Fill(batch);

        Assert.Equal(["0", "1", "2", "3"], Texts(batch));
        Assert.Equal(4, stream.Taken);
        Assert.Equal(1, handOver.Records);
    }

    [Fact]
    public void Records_of_a_partition_that_was_given_up_are_dropped_and_not_taken()
    {
        var handOver = new HandOver(Options, counters);
        handOver.Publish(Chunk(0, 5));
        var batch = new RecordBatch(2);
        handOver.Fill(batch);

        handOver.StopTaking([stream]);
        batch.Clear();
        handOver.Fill(batch);

        Assert.Equal(0, batch.Count);
        Assert.Equal(2, stream.Taken);
        Assert.Equal(3, counters.Dropped);
        Assert.Equal(0, handOver.Records);
        Assert.Equal(0, handOver.Bytes);
    }

    [Fact]
    public void It_is_above_high_until_the_low_mark_is_reached()
    {
        var handOver = new HandOver(Options, counters);
        handOver.Publish(Chunk(0, 100));
        Assert.True(handOver.IsAboveHigh);
        var clock = new ManualTimeProvider();

        handOver.Fill(new RecordBatch(50));
        Assert.False(handOver.IsAboveHigh);
        Assert.False(handOver.WaitForLow(TimeSpan.Zero, clock));
        handOver.Fill(new RecordBatch(40));

        Assert.True(handOver.WaitForLow(TimeSpan.Zero, clock));
    }

    [Fact]
    public void What_was_published_comes_before_the_failure()
    {
        var handOver = new HandOver(Options, counters);
        handOver.Publish(Chunk(0, 1));
        handOver.Complete(new IOException("broken"));

        Assert.False(handOver.IsOver());
        handOver.Fill(new RecordBatch(10));

        Assert.Throws<IOException>(() => handOver.IsOver());
    }

    [Fact]
    public void Single_records_that_are_put_together_stay_themselves()
    {
        var handOver = new HandOver(Options with { HighWatermarkRecords = 10_000 }, counters);
        for (int i = 0; i < 5000; i++) handOver.Publish(Chunk(i, 1));
        var batch = new RecordBatch(10_000);

        handOver.Publish(Chunk(5000, 1));
        handOver.Fill(batch);

        Assert.Equal(Enumerable.Range(0, 5001).Select(i => $"{i}"), Texts(batch));
        Assert.Equal(Enumerable.Range(0, 5001).Select(i => (long)i), batch.Positions[..5001].Select(position => position.Offset));
    }

    [Fact]
    public void An_acknowledgement_of_a_closed_epoch_changes_nothing()
    {
        stream.Take(10);
        Assert.True(stream.Acknowledge(5, null));
        stream.Close();

        Assert.False(stream.Acknowledge(10, null));
        Assert.Equal(5, stream.Acknowledged);
        Assert.False(stream.IsDrained);
    }

    private RecordChunk Chunk(int from, int count)
    {
        var chunk = new RecordChunk();
        for (int i = from; i < from + count; i++) chunk.Add(new RecordChunk.Entry(stream, i, ChunkDeserializer.None, chunk.Store(Encoding.UTF8.GetBytes($"{i}")), default, 0, 0, 0));
        return chunk;
    }

    private static IEnumerable<string> Texts(RecordBatch batch) => [.. Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch.Record(i)))];
}
