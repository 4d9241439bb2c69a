using System.Globalization;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Locations;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Feedback.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Feedback;

/// <summary>
/// Feedback beside a run: followed from the beginning to the end of it. What was said before is in force before the first record is scored, so that a restart alerts on nothing anew;
/// where there is no such topic yet the run goes on without, and takes it up when it appears.
/// </summary>
internal sealed class FeedbackFollowed : IAsyncDisposable
{
    private readonly CancellationTokenSource ended;
    private readonly FeedbackFollower? follower;
    private readonly Terminal terminal;
    private readonly ILogger log;
    private readonly Task following = Task.CompletedTask;
    private readonly Task<string> ready = Task.FromResult("");

    private FeedbackFollowed(IFeedbackFeed? feed, Terminal terminal, CancellationToken stop)
    {
        this.terminal = terminal;
        log = terminal.Log.CreateLogger(LogCategory.Feedback);
        ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (feed is null) return;
        terminal.Health.Lacks(HealthPart.Feedback, "warming", $"the feedback of {feed.Name} is being read");
        follower = new FeedbackFollower(feed, Slot, terminal.Clock, Told);
        if (terminal.Instrumentation is { } instrumentation) _ = new FeedbackMetrics(instrumentation, follower.Counters, Slot);
        ready = CaughtUpAsync(follower);
        following = Task.Run(() => FollowAsync(follower), CancellationToken.None);
    }

    /// <summary>What is in force, for the graph.</summary>
    public FeedbackSlot Slot { get; } = new();

    /// <summary>Begins to follow the place that the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="terminal">Is told.</param>
    /// <param name="stop">Ends it, too.</param>
    public static FeedbackFollowed Start(LadSettings settings, Terminal terminal, CancellationToken stop) =>
        new(FeedbackPlace.Of(settings) is { } place ? FeedbackPlace.Feed(place, settings, terminal) : null, terminal, stop);

    /// <summary>Waits until what was said before is in force, and says what that is.</summary>
    /// <exception cref="FeedbackException">The place cannot be read; says why.</exception>
    public async Task ReadyAsync(CancellationToken stop)
    {
        string sum = await ready.WaitAsync(stop).ConfigureAwait(false);
        if (!Slot.Current.IsEmpty) log.FeedbackInForce(sum, Slot.Current.States.Count);
    }

    /// <summary>Ends with the failure when it is followed no longer.</summary>
    public Task WatchAsync(CancellationToken cancellation) => follower is null ? Task.Delay(Timeout.InfiniteTimeSpan, terminal.Clock, cancellation) : following.WaitAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)ready).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Dispose();
    }

    private async Task FollowAsync(FeedbackFollower source)
    {
        try
        {
            await source.RunAsync(ended.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Before it is ready, whoever waits for it gets the failure and tells it.
            if (source.Ready.IsCompletedSuccessfully) log.FeedbackLost(source.Name, failure.ToString(), failure);
            terminal.Health.Lacks(HealthPart.Feedback, "failed", $"feedback of {source.Name} is no longer followed: {failure.Message}");
            throw;
        }
    }

    private async Task<string> CaughtUpAsync(FeedbackFollower source)
    {
        await source.Ready.ConfigureAwait(false);
        string sum = Sum(Slot.Current, source.Name);
        terminal.Health.Has(HealthPart.Feedback, sum);
        return sum;
    }

    private static string Sum(FeedbackSet set, string place)
    {
        if (set.IsEmpty) return $"no feedback is in force; {place} is followed";
        int falsePositives = set.States.Count(state => state.Judgement?.Kind == FeedbackKind.FalsePositive);
        int truePositives = set.States.Count(state => state.Judgement?.Kind == FeedbackKind.TruePositive);
        int snoozed = set.States.Count(state => state.Snooze is not null);
        int scheduled = set.States.Count(state => state.Schedule is not null);
        return string.Create(CultureInfo.InvariantCulture,
            $"feedback of {place} is in force on {set.States.Count:N0} templates: {falsePositives:N0} false positives, {truePositives:N0} true positives, {snoozed:N0} snoozed, {scheduled:N0} expected at certain hours");
    }

    private void Told(string line)
    {
        log.FeedbackNoted(line);
        if (follower is { Ready.IsCompleted: false }) terminal.Health.Lacks(HealthPart.Feedback, "warming", line);
    }
}
