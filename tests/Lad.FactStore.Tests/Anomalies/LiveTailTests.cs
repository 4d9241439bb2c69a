using Lad.FactStore.Anomalies;

namespace Lad.FactStore.Tests.Anomalies;

public sealed class LiveTailTests
{
    [Fact]
    public async Task Everyone_who_looks_on_sees_what_comes_in_from_then_on()
    {
        var tail = new LiveTail();
        tail.Publish([SampleAnomaly.Of(0)]);
        await using IAsyncEnumerator<(AnomalyRecord Anomaly, long Missed)> one = tail.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        await using IAsyncEnumerator<(AnomalyRecord Anomaly, long Missed)> other = tail.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        ValueTask<bool> first = one.MoveNextAsync();
        ValueTask<bool> second = other.MoveNextAsync();

        tail.Publish([SampleAnomaly.Of(1), SampleAnomaly.Of(2)]);

        Assert.True(await first);
        Assert.True(await second);
        Assert.Equal((SampleAnomaly.IdOf(1), 0), (one.Current.Anomaly.EventId, one.Current.Missed));
        Assert.Equal((SampleAnomaly.IdOf(1), 0), (other.Current.Anomaly.EventId, other.Current.Missed));
        Assert.True(await one.MoveNextAsync());
        Assert.Equal((SampleAnomaly.IdOf(2), 0), (one.Current.Anomaly.EventId, one.Current.Missed));
    }

    [Fact]
    public async Task One_who_is_too_slow_is_told_how_many_were_missed()
    {
        var tail = new LiveTail();
        await using IAsyncEnumerator<(AnomalyRecord Anomaly, long Missed)> slow = tail.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        ValueTask<bool> first = slow.MoveNextAsync();
        tail.Publish([SampleAnomaly.Of(0)]);
        Assert.True(await first);

        tail.Publish([.. Enumerable.Range(1, 10).Select(SampleAnomaly.Of)]);
        tail.Publish([.. Enumerable.Range(11, LiveTail.Kept + 5).Select(SampleAnomaly.Of)]);

        Assert.True(await slow.MoveNextAsync());
        Assert.Equal((SampleAnomaly.IdOf(16), 15), (slow.Current.Anomaly.EventId, slow.Current.Missed));
        Assert.True(await slow.MoveNextAsync());
        Assert.Equal((SampleAnomaly.IdOf(17), 0), (slow.Current.Anomaly.EventId, slow.Current.Missed));
    }

    [Fact]
    public async Task Who_goes_away_is_forgotten()
    {
        var tail = new LiveTail();
        using var stop = new CancellationTokenSource();
        await using IAsyncEnumerator<(AnomalyRecord Anomaly, long Missed)> watcher = tail.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        ValueTask<bool> next = watcher.MoveNextAsync();
        Assert.Equal(1, tail.Watchers);

        await stop.CancelAsync();

        Assert.False(await next);
        Assert.Equal(0, tail.Watchers);
    }
}
