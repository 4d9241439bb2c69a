using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Tests.Sinks;

public sealed class EventIdTests
{
    private static readonly SourceStream Stream = new("logs-app", "logs-app");

    [Fact]
    public void A_record_with_an_identity_of_its_own_keeps_it_wherever_it_is_read()
    {
        EventId own = EventId.Of("logs-app"u8, "AZq-1"u8);
        var batch = new RecordBatch(4);
        batch.Append("first"u8, new SourcePosition(Stream, 0, 1), 0);
        batch.Append("second"u8, new SourcePosition(Stream, 1, 2), 0, RecordFlags.None, new RecordHeaders { Id = own });
        batch.Append("third"u8, new SourcePosition(Stream, 2, 3), 0, RecordFlags.None, new RecordHeaders { HasKey = true, Key = "k"u8 });

        Assert.Equal(own, batch.EventIdOf(1));
        Assert.Equal(EventId.Of(new SourcePosition(Stream, 0, 1)), batch.EventIdOf(0));
        Assert.Equal(EventId.Of(new SourcePosition(Stream, 2, 3)), batch.EventIdOf(2));
    }

    [Fact]
    public void A_batch_that_is_used_again_remembers_no_identity()
    {
        var batch = new RecordBatch(4);
        batch.Append("first"u8, new SourcePosition(Stream, 7, 8), 0, RecordFlags.None, new RecordHeaders { Id = new EventId(1, 2) });
        batch.Clear();
        batch.Append("first"u8, new SourcePosition(Stream, 7, 8), 0);

        Assert.Equal(EventId.Of(new SourcePosition(Stream, 7, 8)), batch.EventIdOf(0));
    }

    [Theory]
    [InlineData("a", "bc", "ab", "c")]
    [InlineData("index", "", "", "index")]
    [InlineData("logs-2026.11.20", "1", "logs-2026.11.21", "1")]
    public void The_boundary_between_collection_and_identity_is_part_of_the_id(string collection, string identity, string otherCollection, string otherIdentity) =>
        Assert.NotEqual(Of(collection, identity), Of(otherCollection, otherIdentity));

    [Fact]
    public void An_id_is_the_start_of_a_hash_over_collection_and_identity_however_long_they_are()
    {
        // printf 'logs-app\377AZq-1' | sha256sum
        Assert.Equal("7aa89655dab79fa44192ed0e1a5afabb", Of("logs-app", "AZq-1").ToString());
        Assert.Equal(Of(new string('i', 255), new string('d', 3000)), Of(new string('i', 255), new string('d', 3000)));
        Assert.NotEqual(Of(new string('i', 255), new string('d', 3000)), Of(new string('i', 255), new string('d', 3001)));
    }

    private static EventId Of(string collection, string identity) => EventId.Of(Encoding.UTF8.GetBytes(collection), Encoding.UTF8.GetBytes(identity));
}
