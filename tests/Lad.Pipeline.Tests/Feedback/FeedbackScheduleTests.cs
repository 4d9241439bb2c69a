using System.Globalization;
using System.Text.Json;
using Lad.Pipeline.Feedback;

namespace Lad.Pipeline.Tests.Feedback;

public sealed class FeedbackScheduleTests
{
    [Theory]
    [InlineData("daily 02:00-04:30 Europe/Berlin", "daily 02:00-04:30 Europe/Berlin")]
    [InlineData("  MON-fri   22:00-06:00  utc ", "mon-fri 22:00-06:00 UTC")]
    [InlineData("sun,sat 00:00-24:00 UTC", "sat,sun 00:00-24:00 UTC")]
    [InlineData("fri-mon 01:00-02:00 America/New_York", "mon,fri-sun 01:00-02:00 America/New_York")]
    [InlineData("mon-sun 01:00-02:00 UTC", "daily 01:00-02:00 UTC")]
    [InlineData("wed 23:59-00:01 Asia/Kolkata", "wed 23:59-00:01 Asia/Kolkata")]
    public void The_text_is_read_and_written_in_one_way(string text, string written)
    {
        FeedbackSchedule schedule = FeedbackSchedule.Parse(text);

        Assert.Equal(written, schedule.ToString());
        Assert.Equal(schedule, FeedbackSchedule.Parse(written));
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(schedule));
        Assert.Equal(schedule, JsonSerializer.Deserialize<FeedbackSchedule>($"\"{written}\""));
    }

    [Theory]
    [InlineData("", "must name days, hours and a time zone")]
    [InlineData("daily 02:00-04:30", "must name days, hours and a time zone")]
    [InlineData("always 02:00-04:30 UTC", "days 'always'")]
    [InlineData("mon,,tue 02:00-04:30 UTC", "days 'mon,,tue'")]
    [InlineData("mon-tue-wed 02:00-04:30 UTC", "days 'mon-tue-wed'")]
    [InlineData("daily 2:00-04:30 UTC", "hours '2:00-04:30'")]
    [InlineData("daily 02:60-04:30 UTC", "hours '02:60-04:30'")]
    [InlineData("daily 02:00-02:00 UTC", "hours '02:00-02:00'")]
    [InlineData("daily 22:00-24:01 UTC", "hours '22:00-24:01'")]
    [InlineData("daily 24:00-02:00 UTC", "hours '24:00-02:00'")]
    [InlineData("daily 22:00-00:00 UTC", "hours '22:00-00:00'")]
    [InlineData("daily 02:00 UTC", "hours '02:00'")]
    [InlineData("daily 02:00-04:30 Mars/Olympus", "time zone 'Mars/Olympus'")]
    [InlineData("daily 02:00-04:30 ../../../etc/passwd", "time zone '../../../etc/passwd'")]
    [InlineData("daily 02:00-04:30 /etc/localtime", "time zone '/etc/localtime'")]
    public void What_is_wrong_is_named(string text, string fault)
    {
        Assert.Contains(fault, Assert.Throws<FormatException>(() => FeedbackSchedule.Parse(text)).Message);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FeedbackSchedule>(JsonSerializer.Serialize(text)));
    }

    [Fact]
    public void A_text_without_end_is_refused() => Assert.False(FeedbackSchedule.TryParse(new string('x', 1 << 20), out _, out _));

    [Theory]
    [InlineData("daily 02:00-04:30 UTC", "2026-11-21T02:00:00Z", true)]
    [InlineData("daily 02:00-04:30 UTC", "2026-11-21T04:29:59.9999999Z", true)]
    [InlineData("daily 02:00-04:30 UTC", "2026-11-21T04:30:00Z", false)]
    [InlineData("daily 02:00-04:30 UTC", "2026-11-21T01:59:59Z", false)]
    [InlineData("sat,sun 00:00-24:00 UTC", "2026-11-22T23:59:59Z", true)]
    [InlineData("sat,sun 00:00-24:00 UTC", "2026-11-23T00:00:00Z", false)]
    [InlineData("mon-fri 22:00-06:00 UTC", "2026-11-20T22:00:00Z", true)]
    [InlineData("mon-fri 22:00-06:00 UTC", "2026-11-21T05:59:00Z", true)]
    [InlineData("mon-fri 22:00-06:00 UTC", "2026-11-21T22:00:00Z", false)]
    [InlineData("mon-fri 22:00-06:00 UTC", "2026-11-23T05:00:00Z", false)]
    [InlineData("sun 22:00-06:00 UTC", "2026-11-23T05:00:00Z", true)]
    [InlineData("daily 02:00-04:30 Europe/Berlin", "2026-07-01T00:30:00Z", true)]
    [InlineData("daily 02:00-04:30 Europe/Berlin", "2026-12-01T00:30:00Z", false)]
    [InlineData("daily 02:00-04:30 Europe/Berlin", "2026-12-01T01:30:00Z", true)]
    [InlineData("mon 00:00-01:00 Asia/Kolkata", "2026-11-22T18:45:00Z", true)]
    public void Hours_are_those_of_the_zone_and_the_day_is_that_of_the_beginning(string schedule, string time, bool covered) => Assert.Equal(covered, FeedbackSchedule.Parse(schedule).Covers(Ticks(time)));

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", false)]
    [InlineData("2026-03-29T01:00:00Z", false)]
    [InlineData("2026-10-25T00:30:00Z", true)]
    [InlineData("2026-10-25T01:30:00Z", true)]
    [InlineData("2026-10-25T02:00:00Z", false)]
    public void A_clock_that_is_put_forward_leaves_hours_out_and_one_put_back_shows_them_twice(string time, bool covered) =>
        Assert.Equal(covered, FeedbackSchedule.Parse("daily 02:00-03:00 Europe/Berlin").Covers(Ticks(time)));

    [Fact]
    public void Any_time_can_be_asked_for()
    {
        foreach (string zone in new[] { "America/New_York", "Asia/Kolkata", "UTC" })
        {
            FeedbackSchedule schedule = FeedbackSchedule.Parse($"mon 22:00-06:00 {zone}");
            schedule.Covers(DateTime.MinValue.Ticks);
            schedule.Covers(DateTime.MaxValue.Ticks);
        }
    }

    private static long Ticks(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).UtcTicks;
}
