using System.Globalization;
using System.Text;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Tests.Reading.Sweeps;

public class ReadingStateTests
{
    private const long Now = 1_800_000_000_000;
    private static readonly ReadingRules Rules = new() { Follow = true, Overlap = 60_000, Lookback = 6000 };

    [Fact]
    public void The_first_sweep_reads_everything_and_the_next_full_one_from_the_watermark_less_the_overlap()
    {
        var state = new ReadingState(Rules);
        SweepPlan first = state.Plan(Now);
        Assert.Equal((true, (long?)null, (long?)null), (first.IsFull, first.From, first.To));
        Meet(state, first, Now - 5000);
        state.Complete(first);

        SweepPlan near = state.Plan(Now + 1000);
        Assert.Equal((false, Now - 11_000), (near.IsFull, near.From));
        Meet(state, near, Now + 500);
        state.Complete(near);

        SweepPlan full = state.Plan(Now + 60_000);
        Assert.Equal((true, Now - 65_000), (full.IsFull, full.From));
    }

    [Fact]
    public void Near_sweeps_move_on_with_the_clock_as_far_behind_it_as_the_documents_were()
    {
        var state = new ReadingState(Rules);
        SweepPlan first = state.Plan(Now);
        Meet(state, first, Now - 20_000);
        state.Complete(first);
        for (long second = 1; second < 30; second++)
        {
            SweepPlan near = state.Plan(Now + (1000 * second));
            state.Complete(near);
            Assert.Equal(Now + (1000 * (second - 1)) - 26_000, near.From);
        }
    }

    [Fact]
    public void A_sweep_that_broke_off_is_followed_by_a_full_one()
    {
        var state = new ReadingState(Rules);
        state.Complete(state.Plan(Now));
        SweepPlan first = state.Plan(Now + 1000);
        Meet(state, first, Now);
        state.Abandon();

        Assert.True(state.Plan(Now + 2000).IsFull);
    }

    [Fact]
    public void Documents_of_the_future_do_not_move_the_watermark_and_many_of_them_are_left_to_full_sweeps()
    {
        var state = new ReadingState(Rules with { MaxFutureNearby = 3 });
        SweepPlan first = state.Plan(Now);
        Meet(state, first, Now - 1000);
        for (int i = 0; i < 4; i++) Meet(state, first, Now + 1_000_000 + i);
        state.Complete(first);

        SweepPlan near = state.Plan(Now + 1000);

        Assert.Equal((Now - 7000, Now + 7000), (near.From!.Value, near.To!.Value));
        Assert.Null(state.Plan(Now + 60_000).To);
    }

    [Fact]
    public void Beyond_a_bound_documents_of_the_future_wait_until_their_time_comes()
    {
        var state = new ReadingState(Rules with { MaxIds = 4000 });
        SweepPlan first = state.Plan(Now);
        for (int i = 0; i < 1000; i++) Assert.Equal(Offer.Deliver, Meet(state, first, Now + 100_000 + i));
        Assert.Equal(Offer.TooEarly, Meet(state, first, Now + 200_000));
        state.Complete(first);

        Assert.Contains("dated later than this machine's clock", state.TakeNotice(), StringComparison.Ordinal);
        SweepPlan later = state.Plan(Now + 200_000);
        Assert.Equal(Offer.Known, Meet(state, later, Now + 100_000));
        Assert.Equal(Offer.Deliver, Meet(state, later, Now + 200_000));
    }

    [Fact]
    public void At_the_bound_the_overlap_becomes_shorter_with_numbers_and_nothing_comes_twice()
    {
        var state = new ReadingState(Rules with { MaxIds = 20_000 });
        SweepPlan first = state.Plan(Now);
        for (int i = 0; i < 50_000; i++)
        {
            Meet(state, first, Now - 50_000 + i);
            state.Acknowledge(i + 1);
        }
        state.Complete(first);

        string notice = state.TakeNotice()!;
        Assert.Contains("more than 20,000 documents within the overlap of 60 s", notice, StringComparison.Ordinal);
        Assert.Null(state.TakeNotice());
        SweepPlan full = state.Plan(Now + 60_000);
        Assert.InRange(full.From!.Value, Now - 20_000, Now - 10_000);
        for (long time = full.From.Value; time < Now; time++) Assert.Equal(Offer.Known, Meet(state, full, time));
        Assert.InRange(Ids(state), 10_000, 20_000);
    }

    [Fact]
    public void A_bound_does_not_pass_what_is_not_acknowledged()
    {
        var state = new ReadingState(Rules with { MaxIds = 4096 });
        SweepPlan first = state.Plan(Now);
        for (int i = 0; i < 20_000; i++) Meet(state, first, Now - 20_000 + i);
        state.Acknowledge(100);

        (long watermark, long idsFrom) = state.Save((position, _, _) => Tuple.Create(position.Watermark, position.IdsFrom))!.ToValueTuple();

        Assert.Equal(Now - 20_000 + 99, watermark);
        Assert.True(idsFrom <= watermark);
    }

    [Fact]
    public void Millions_of_one_moment_stay_within_the_bound_of_a_bounded_run()
    {
        var state = new ReadingState(Rules with { Follow = false, MaxIds = 10_000 });
        SweepPlan first = state.Plan(Now);
        for (int i = 0; i < 100_000; i++)
        {
            state.Meet(first, new EventId((ulong)i, i), Now - 5, out long sequence);
            state.Acknowledge(sequence + 1);
        }

        Assert.InRange(Ids(state), 0, 10_512);
    }

    [Fact]
    public void A_clock_that_is_set_back_a_little_changes_nothing()
    {
        var state = new ReadingState(Rules);
        SweepPlan first = state.Plan(Now);
        for (int i = 0; i < 70_000; i += 10) Meet(state, first, Now - 70_000 + i);
        state.Complete(first);

        SweepPlan second = state.Plan(Now - 3000);

        Assert.True(second.IsFull);
        for (long time = second.From!.Value; time < Now; time += 10) Assert.Equal(Offer.Known, Meet(state, second, time));
        Assert.Null(state.TakeNotice());
    }

    [Fact]
    public void A_clock_that_is_set_back_far_is_said_and_hides_no_document_from_then_on()
    {
        var state = new ReadingState(Rules);
        SweepPlan first = state.Plan(Now);
        Meet(state, first, Now - 10);
        state.Acknowledge(1);
        state.Complete(first);

        SweepPlan second = state.Plan(Now - 86_400_000);

        Assert.Equal(Now - 86_460_000, second.From);
        Assert.Contains("behind the time up to which was read", state.TakeNotice(), StringComparison.Ordinal);
    }

    private static int Ids(ReadingState state) => (int)state.Save((_, ids, _) => (object)ids.Count)!;

    private static Offer Meet(ReadingState state, SweepPlan plan, long time) =>
        state.Meet(plan, EventId.Of("logs"u8, Encoding.UTF8.GetBytes(time.ToString(CultureInfo.InvariantCulture))), time, out _);
}
