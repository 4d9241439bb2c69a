using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;

namespace Lad.Pipeline.Tests.Stages;

public sealed class ParseStageTests
{
    private static readonly long Observed = new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc).Ticks;

    [Theory]
    [InlineData("1970-01-01T00:00:05Z")]
    [InlineData("2100-01-01T00:00:00Z")]
    public void A_clock_that_cannot_be_right_gives_way_to_the_observed_time_and_is_flagged(string time)
    {
        RecordBatch batch = Parse($$"""{"time":"{{time}}","message":"hello"}""");

        Assert.Equal(Observed, batch.TimeTicks(0));
        Assert.Equal(RecordFlags.ClockAdjusted, batch.Flags[0]);
    }

    [Fact]
    public void An_old_log_keeps_its_times()
    {
        RecordBatch batch = Parse("""{"time":"2008-11-09T20:35:30Z","message":"hello"}""");

        Assert.Equal(new DateTime(2008, 11, 9, 20, 35, 30, DateTimeKind.Utc).Ticks, batch.TimeTicks(0));
        Assert.Equal(RecordFlags.None, batch.Flags[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("""{"message":"  "}""")]
    public void A_record_without_text_is_left_out(string record) => Assert.Equal(RecordOutcome.Filtered, Parse(record).Outcomes[0]);

    [Theory]
    [InlineData("""{"message":"x" """, "json-truncated")]
    [InlineData("""{"level":"info","n":1}""", "no-message")]
    public void A_record_that_cannot_be_parsed_is_rejected_with_its_reason(string record, string code)
    {
        RecordBatch batch = Parse(record);

        Assert.Equal(RecordOutcome.DeadLettered, batch.Outcomes[0]);
        Assert.Equal(code, Assert.Single(batch.Rejections).Code);
    }

    [Fact]
    public void A_record_that_names_no_time_has_that_of_its_source()
    {
        long stamped = Observed - TimeSpan.TicksPerHour;

        Assert.Equal(stamped, Parse("no time in here", stamped).TimeTicks(0));
        Assert.Equal(new DateTime(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc).Ticks, Parse("""{"time":"2026-11-20T03:00:00Z","message":"hello"}""", stamped).TimeTicks(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3_000_000_000_000_000_000)]
    public void A_source_whose_clock_cannot_be_right_is_not_believed_either(long stamped)
    {
        RecordBatch batch = Parse("no time in here", stamped);

        Assert.Equal(Observed, batch.TimeTicks(0));
        Assert.Equal(RecordFlags.ClockAdjusted, batch.Flags[0]);
    }

    private static RecordBatch Parse(string record, long stamped = 0)
    {
        var batch = new RecordBatch(4);
        var headers = new RecordHeaders { TimeTicks = stamped };
        batch.Append(Encoding.UTF8.GetBytes(record), new SourcePosition(new SourceStream("s", "s"), 0, 1), Observed, RecordFlags.None, headers);
        new ParseStage().Process(batch);
        return batch;
    }
}
