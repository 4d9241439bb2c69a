using Lad.Kafka.Consuming;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Consuming;

public class SourceStartTests
{
    [Theory]
    [InlineData("stored", "stored-or-earliest")]
    [InlineData("stored-or-earliest", "stored-or-earliest")]
    [InlineData("stored-or-latest", "stored-or-latest")]
    [InlineData("earliest", "earliest")]
    [InlineData("latest", "latest")]
    [InlineData("last:100", "last:100")]
    [InlineData("time:2026-11-20T01:00:00+01:00", "time:2026-11-20T00:00:00Z")]
    public void A_place_is_read_from_its_text(string text, string written)
    {
        var start = SourceStart.Parse(text);
        Assert.Equal(written, start.ToString());
        Assert.Equal(start, SourceStart.Parse(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("last:0")]
    [InlineData("last:-1")]
    [InlineData("time:never")]
    [InlineData("Earliest")]
    public void What_is_no_place_is_refused(string text) => Assert.Throws<FormatException>(() => SourceStart.Parse(text));

    [BrokerTheory]
    public async Task Latest_begins_with_what_comes_and_what_is_stored_goes_before_it(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 10);
        await using (var reader = new SourceReader(topic.Grouped with { Start = SourceStart.StoredOrLatest }))
        {
            Task<List<Pipeline.Batches.RecordBatch>> reading = reader.ReadUntilAsync(5);
            await reader.Events.WaitForAsync("assigned");
            // Known to the group before anything was read, so that a member that takes over skips nothing.
            Assert.Equal([10], topic.Committed());
            await topic.ProduceAsync(10, 5);
            await reading;
            Assert.Equal(["10", "11", "12", "13", "14"], reader.Texts);
        }
        await topic.ProduceAsync(15, 3);
        await using var next = new SourceReader(topic.Grouped with { Start = SourceStart.StoredOrLatest });
        await next.ReadUntilAsync(3);
        Assert.Equal(["15", "16", "17"], next.Texts);
    }

    [BrokerTheory]
    public async Task Earliest_begins_anew_whatever_is_stored(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 10);
        await using (var reader = new SourceReader(topic.Grouped)) await reader.ReadUntilAsync(10);

        await using var again = new SourceReader(topic.Grouped with { Start = SourceStart.Earliest });
        await again.ReadUntilAsync(10);

        Assert.Equal("0", again.Texts.First());
    }

    [BrokerTheory(BrokerFeatures.Timestamps | BrokerFeatures.OffsetsByTime)]
    public async Task A_time_begins_with_the_first_record_of_that_time(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        var noon = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        await topic.ProduceAsync(["before"], 0, noon.AddHours(-1));
        await topic.ProduceAsync(["at", "at too"], 0, noon);
        await using var reader = new SourceReader(topic.Alone with { Start = SourceStart.At(noon), StopAtEnd = true });

        while (await reader.ReadAsync() is not null) { }

        Assert.Equal(["at", "at too"], reader.Texts);
    }
}
