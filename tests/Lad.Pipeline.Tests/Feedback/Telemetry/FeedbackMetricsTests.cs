using System.Runtime.CompilerServices;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Feedback.Telemetry;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;

namespace Lad.Pipeline.Tests.Feedback.Telemetry;

public sealed class FeedbackMetricsTests : IDisposable
{
    private readonly Instrumentation instrumentation = new(nameof(FeedbackMetricsTests));
    private readonly FeedbackSlot slot = new();
    private readonly MetricReadings readings;

    public FeedbackMetricsTests() => readings = new MetricReadings(instrumentation);

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }

    [Fact]
    public async Task Each_statement_counts_once_by_its_kind_also_when_it_is_told_again()
    {
        FeedbackStatement first = Statements.Of(1, FeedbackKind.FalsePositive), snooze = Statements.Of(2, FeedbackKind.Snooze), second = Statements.Of(3, FeedbackKind.TruePositive);
        FeedbackStatement back = Statements.Retraction(4, of: 3), other = Statements.Of(5, FeedbackKind.Schedule, 0xb), gone = Statements.Retraction(6, of: null, 0xb);
        await FollowAsync(
            State(first, snooze),
            new FeedbackChange(FeedbackChangeKind.CaughtUp),
            State(first, snooze, second),
            State(first, snooze, second),
            State(first, snooze, second, back),
            State(other),
            State(other, gone),
            new FeedbackChange(FeedbackChangeKind.Refused, Fault: new FeedbackException("feed", "no JSON")));
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal(1, seen["lad.feedback.statements{kind=false-positive}"]);
        Assert.Equal(1, seen["lad.feedback.statements{kind=true-positive}"]);
        Assert.Equal(1, seen["lad.feedback.statements{kind=snooze}"]);
        Assert.Equal(1, seen["lad.feedback.statements{kind=schedule}"]);
        Assert.Equal(2, seen["lad.feedback.statements{kind=retraction}"]);
        Assert.Equal(1, seen["lad.feedback.refused"]);
    }

    [Fact]
    public async Task Templates_are_counted_by_what_holds_of_them()
    {
        await FollowAsync(
            State(Statements.Of(1, FeedbackKind.FalsePositive, 0xa), Statements.Of(2, FeedbackKind.Snooze, 0xa)),
            State(Statements.Of(3, FeedbackKind.FalsePositive, 0xb)),
            new FeedbackChange(FeedbackChangeKind.CaughtUp));
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal((2, 1), (seen["lad.feedback.templates{kind=false-positive}"], seen["lad.feedback.templates{kind=snooze}"]));
        Assert.Equal((0, 0), (seen["lad.feedback.templates{kind=true-positive}"], seen["lad.feedback.templates{kind=schedule}"]));

        slot.Swap(FeedbackSet.Empty);
        Assert.Equal(0, readings.Read()["lad.feedback.templates{kind=false-positive}"]);
    }

    private static FeedbackChange State(params FeedbackStatement[] history) => new(FeedbackChangeKind.State, FeedbackState.Of(history));

    private async Task FollowAsync(params FeedbackChange[] said)
    {
        using var end = new CancellationTokenSource();
        var feed = new SpokenFeed(said);
        var follower = new FeedbackFollower(feed, slot, new ManualTimeProvider(), static _ => { });
        _ = new FeedbackMetrics(instrumentation, follower.Counters, slot);
        Task running = follower.RunAsync(end.Token);
        await feed.Heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private sealed class SpokenFeed(FeedbackChange[] said) : IFeedbackFeed
    {
        public TaskCompletionSource Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "feed";

        public async IAsyncEnumerable<FeedbackChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            foreach (FeedbackChange change in said) yield return change;
            Heard.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }
    }
}
