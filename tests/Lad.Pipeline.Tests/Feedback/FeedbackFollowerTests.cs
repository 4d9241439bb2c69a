using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lad.Pipeline.Feedback;

namespace Lad.Pipeline.Tests.Feedback;

public sealed class FeedbackFollowerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ScriptedFeed feed = new();
    private readonly FeedbackSlot slot = new();
    private readonly ManualTimeProvider clock = new();
    private readonly CancellationTokenSource end = new();
    private readonly List<string> told = [];
    private readonly FeedbackFollower follower;

    public FeedbackFollowerTests() => follower = new FeedbackFollower(feed, slot, clock, told.Add);

    public void Dispose() => end.Dispose();

    [Fact]
    public async Task Nothing_is_in_force_before_all_that_was_there_is_known()
    {
        Task running = follower.RunAsync(end.Token);
        feed.Say(State(1, FeedbackKind.FalsePositive, 0xa));
        await UntilAsync(() => feed.Taken == 1);
        Assert.Same(FeedbackSet.Empty, slot.Current);
        Assert.False(follower.Ready.IsCompleted);

        feed.Say(new FeedbackChange(FeedbackChangeKind.CaughtUp));
        await follower.Ready.WaitAsync(Patience);
        Assert.Equal(1, Assert.Single(slot.Current.States).Judgement!.Sequence);
        await StopAsync(running);
    }

    [Fact]
    public async Task Afterwards_each_change_is_in_force_once_it_is_seen()
    {
        Task running = follower.RunAsync(end.Token);
        feed.Say(new FeedbackChange(FeedbackChangeKind.CaughtUp));
        await follower.Ready.WaitAsync(Patience);
        feed.Say(State(1, FeedbackKind.FalsePositive, 0xa), State(2, FeedbackKind.Snooze, 0xb));
        await UntilAsync(() => slot.Current.States.Count == 2);

        feed.Say(new FeedbackChange(FeedbackChangeKind.State, FeedbackState.Of([Statements.Retraction(3, of: null, 0xa)])));
        await UntilAsync(() => slot.Current.States.Count == 1);
        Assert.Equal(0xbUL, slot.Current.States[0].Fingerprint);
        await StopAsync(running);
    }

    [Fact]
    public async Task While_the_feed_is_away_what_is_known_stays_and_that_is_told_once()
    {
        Task running = follower.RunAsync(end.Token);
        feed.Say(State(1, FeedbackKind.FalsePositive, 0xa), new FeedbackChange(FeedbackChangeKind.CaughtUp));
        await follower.Ready.WaitAsync(Patience);
        var away = new FeedbackChange(FeedbackChangeKind.Interrupted, Fault: new FeedbackException("feed", "the broker is away"));
        feed.Say(away, away);
        await UntilAsync(() => feed.Taken == 4);

        Assert.Single(slot.Current.States);
        Assert.Contains("the broker is away", Assert.Single(told));
        await StopAsync(running);
    }

    [Fact]
    public async Task A_place_that_does_not_exist_yet_is_not_waited_for_and_is_taken_up_when_it_appears()
    {
        Task running = follower.RunAsync(end.Token);
        feed.Say(new FeedbackChange(FeedbackChangeKind.Interrupted, Fault: new FeedbackException("feed", "no topic.") { IsMissing = true }));
        await follower.Ready.WaitAsync(Patience);
        Assert.Same(FeedbackSet.Empty, slot.Current);
        Assert.Contains("there is no feedback yet: no topic.", Assert.Single(told));
        feed.Say(State(1, FeedbackKind.FalsePositive, 0xa), new FeedbackChange(FeedbackChangeKind.CaughtUp));
        await UntilAsync(() => slot.Current.States.Count == 1);
        await StopAsync(running);
    }

    [Fact]
    public async Task A_place_that_is_away_at_the_beginning_is_waited_for()
    {
        Task running = follower.RunAsync(end.Token);
        feed.Say(new FeedbackChange(FeedbackChangeKind.Interrupted, Fault: new FeedbackException("feed", "the broker is away")));
        await UntilAsync(() => feed.Taken == 1);
        Assert.False(follower.Ready.IsCompleted);
        feed.Say(new FeedbackChange(FeedbackChangeKind.CaughtUp));
        await follower.Ready.WaitAsync(Patience);
        await StopAsync(running);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_feed_that_breaks_is_taken_up_again_after_a_pause(bool byADefect)
    {
        Task running = follower.RunAsync(end.Token);
        feed.Say(State(1, FeedbackKind.FalsePositive, 0xa), new FeedbackChange(FeedbackChangeKind.CaughtUp));
        await follower.Ready.WaitAsync(Patience);
        feed.Break(byADefect ? new InvalidOperationException("broken") : null);
        await UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return feed.Watches == 2;
        });
        Assert.Single(slot.Current.States);
        feed.Say(State(2, FeedbackKind.FalsePositive, 0xb));
        await UntilAsync(() => slot.Current.States.Count == 2);

        Assert.Contains("broken", Assert.Single(told));
        await StopAsync(running);
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_at_the_beginning_is_an_error()
    {
        feed.Break();

        await Assert.ThrowsAsync<FeedbackException>(() => follower.RunAsync(end.Token));
        await Assert.ThrowsAsync<FeedbackException>(() => follower.Ready);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task StopAsync(Task running)
    {
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static FeedbackChange State(long sequence, FeedbackKind kind, ulong fingerprint) => new(FeedbackChangeKind.State, FeedbackState.Of([Statements.Of(sequence, kind, fingerprint)]));

    private sealed class ScriptedFeed : IFeedbackFeed
    {
        private readonly Channel<FeedbackChange?> changes = Channel.CreateUnbounded<FeedbackChange?>();
        private Exception? fault;
        private int watches;
        private int taken;

        public string Name => "feed";

        public int Watches => Volatile.Read(ref watches);

        /// <summary>Changes that the follower is done with.</summary>
        public int Taken => Volatile.Read(ref taken);

        public void Say(params FeedbackChange[] said)
        {
            foreach (FeedbackChange change in said) changes.Writer.TryWrite(change);
        }

        public void Break(Exception? by = null)
        {
            fault = by ?? new FeedbackException(Name, "broken");
            changes.Writer.TryWrite(null);
        }

        public async IAsyncEnumerable<FeedbackChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            Interlocked.Increment(ref watches);
            await foreach (FeedbackChange? change in changes.Reader.ReadAllAsync(cancellation))
            {
                yield return change ?? throw fault!;
                Interlocked.Increment(ref taken);
            }
        }
    }
}
