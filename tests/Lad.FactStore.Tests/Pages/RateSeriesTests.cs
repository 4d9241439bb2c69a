using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Charts;
using Lad.FactStore.Pages.Shared;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Tests.Pages;

public sealed class RateSeriesTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 21, 12, 7, 30, TimeSpan.Zero);

    [Fact]
    public void Minutes_are_added_up_in_intervals_that_end_with_the_one_under_way()
    {
        LookBack day = LookBack.Named("24h");
        RateSeries series = RateSeries.Of(day, now, [Minute(0, 3), Minute(1, 4), Minute(12, 5), Minute(60 * 24, 9)], []);

        Assert.Equal(144, series.Counts.Count);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 12, 10, 0, TimeSpan.Zero), series.From);
        Assert.Equal(7, series.Counts[^1]);
        Assert.Equal(5, series.Counts[^2]);
        Assert.Equal(12, series.Counts.Sum());
    }

    [Fact]
    public void Intervals_are_shaded_while_something_silenced_them_and_no_longer()
    {
        RateSeries series = RateSeries.Of(LookBack.Named("3h"), now, [], [Statement(1, FeedbackKind.FalsePositive, 60), Statement(2, FeedbackKind.Retraction, 30)]);

        Assert.Equal(30, series.Silent.Count(static silent => silent));
        Assert.False(series.Silent[^1]);
        Assert.True(series.Silent[^40]);
    }

    private static MinuteCount Minute(int ago, long count) => new(now.AddMinutes(-ago).AddSeconds(-30), count);

    private static FeedbackStatement Statement(long number, FeedbackKind kind, int minutesAgo) => new() { Sequence = number, Fingerprint = 1, Kind = kind, Author = "mira", At = now.AddMinutes(-minutesAgo), Message = "m", Retracts = kind == FeedbackKind.Retraction ? 1 : null };
}
