using System.Text;
using Lad.Elasticsearch.Reading.Cursors;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Elasticsearch.Tests.Reading.Cursors;

public class CursorReaderTests
{
    private const long Now = 1_800_000_000_000;
    private static readonly CursorIdentity Identity = new("es:logs", "@timestamp", "");
    private static readonly ReadingRules Rules = new() { Follow = true, Overlap = 60_000, Lookback = 6000 };

    [Fact]
    public void A_cursor_that_is_read_and_written_again_is_the_same_position()
    {
        Dictionary<string, byte[]> parts = Saved(10_000);
        Assert.Equal(["head", "ids-0", "ids-1", "ids-2"], parts.Keys.Order(StringComparer.Ordinal));

        var state = new ReadingState(Rules);
        new CursorReader("test", Identity).Read(parts, state, new CursorWriter(Identity));

        SweepPlan plan = state.Plan(Now);
        Assert.Equal(Now - 1 - 60_000, plan.From);
        for (int i = 0; i < 10_000; i++) Assert.Equal(Offer.Known, state.Meet(plan, Id(i), Now - 10_000 + i, out _));
        Assert.Equal(Offer.Deliver, state.Meet(plan, Id(10_000), Now, out _));
    }

    [Fact]
    public void Only_what_changed_is_written()
    {
        var state = new ReadingState(Rules);
        var writer = new CursorWriter(Identity);
        SweepPlan plan = state.Plan(Now);
        Deliver(state, plan, 0, 5000);
        Assert.Equal(["ids-0", "ids-1", "head"], state.Save(writer.Write)!.Select(part => part.Name));
        Assert.Null(state.Save(writer.Write));

        Deliver(state, plan, 5000, 5001);

        Assert.Equal(["ids-1", "head"], state.Save(writer.Write)!.Select(part => part.Name));
    }

    public static TheoryData<string, byte[]?, string> Damages() => new()
    {
        { "head", Encoding.UTF8.GetBytes("{"), "is damaged" },
        { "head", Encoding.UTF8.GetBytes("{\"version\":1}"), "is damaged" },
        { "head", Encoding.UTF8.GetBytes("{\"version\":2}"), "is of version 2, and this program knows version 1" },
        { "ids-1", new byte[23], "is damaged in ids-1" },
        { "ids-1", null, "holds 5,904 ids of 10,000" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_cursor_that_is_damaged_or_newer_is_refused_with_what_to_do(string part, byte[]? content, string reason)
    {
        Dictionary<string, byte[]> parts = Saved(10_000);
        if (content is null) parts.Remove(part);
        else parts[part] = content;

        SourceException refused = Assert.Throws<SourceException>(() => new CursorReader("test", Identity).Read(parts, new ReadingState(Rules), new CursorWriter(Identity)));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("The cursor 'test' ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("remove it to read anew", refused.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, byte[]> Saved(int count)
    {
        var state = new ReadingState(Rules);
        Deliver(state, state.Plan(Now), 0, count, Now - count);
        return state.Save(new CursorWriter(Identity).Write)!.Where(part => part.Content is not null).ToDictionary(part => part.Name, part => part.Content!);
    }

    private static void Deliver(ReadingState state, SweepPlan plan, int from, int to, long first = Now - 10_000)
    {
        for (int i = from; i < to; i++)
        {
            Assert.Equal(Offer.Deliver, state.Meet(plan, Id(i), first + i, out long sequence));
            state.Acknowledge(sequence + 1);
        }
    }

    private static EventId Id(int number) => new((ulong)number, number);
}
