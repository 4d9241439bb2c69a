using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Tests.Sinks;

public sealed class EmitTests
{
    [Fact]
    public void A_sample_holds_about_its_fraction_and_the_same_records_every_time()
    {
        Emit tenth = Emit.Sample(0.1);
        bool[] chosen = Choose(tenth), again = Choose(Emit.Sample(0.1));

        Assert.Equal(chosen, again);
        Assert.InRange(chosen.Count(included => included), 350, 650);
    }

    [Fact]
    public void Anomalies_are_in_every_sample()
    {
        RecordBatch batch = new ScoredBatch().Add("boom", score: 0.999).Batch;

        Assert.True(Emit.Sample(0).Includes(batch, 0));
        Assert.True(Emit.Anomalies.Includes(batch, 0));
    }

    [Theory]
    [InlineData("all", 1)]
    [InlineData("anomalies", 0)]
    [InlineData("0.25", 0.25)]
    public void Choices_are_read_from_text(string text, double fraction) => Assert.Equal(fraction, Emit.Parse(text).Fraction);

    [Theory]
    [InlineData("some")]
    [InlineData("1.5")]
    [InlineData("NaN")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => Emit.Parse(text));

    [Fact]
    public void An_event_id_follows_from_identity_and_offset_alone()
    {
        var before = new SourceStream("app.log", "inode-7");
        var renamed = new SourceStream("app.log.1", "inode-7");

        Assert.Equal(EventId.Of(new SourcePosition(before, 5, 6)), EventId.Of(new SourcePosition(renamed, 5, 6)));
        Assert.NotEqual(EventId.Of(new SourcePosition(before, 5, 6)), EventId.Of(new SourcePosition(before, 6, 7)));
        Span<byte> text = stackalloc byte[EventId.TextLength];
        EventId.Of(new SourcePosition(before, 5, 6)).Format(text);
        Assert.Equal(EventId.Of(new SourcePosition(before, 5, 6)).ToString(), System.Text.Encoding.ASCII.GetString(text));
    }

    private static bool[] Choose(Emit emit)
    {
        var stream = new SourceStream("s", "s");
        var batch = new RecordBatch(5000);
        for (int i = 0; i < 5000; i++) batch.Append("x"u8, new SourcePosition(stream, i * 100, (i * 100) + 1), 0);
        return [.. Enumerable.Range(0, 5000).Select(i => emit.Includes(batch, i))];
    }
}
