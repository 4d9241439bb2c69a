using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

public sealed class ReservoirTests
{
    [Fact]
    public void Below_its_bounds_it_keeps_everything_in_order()
    {
        var reservoir = new Reservoir(new ReservoirOptions { MaxRecords = 100 });
        var draws = new Draws(1);
        for (int i = 0; i < 100; i++) draws.Offer(reservoir, Text(i));

        ReservoirSample sample = reservoir.Take();

        Assert.Equal(Enumerable.Range(0, 100).Select(Text), sample.Messages.Select(message => Encoding.UTF8.GetString(message.Text)));
        Assert.Equal((100L, 100L), (sample.Arrivals, sample.Through));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(400)]
    public void Every_message_of_the_window_has_the_same_chance(int window)
    {
        const int Offered = 1000, Kept = 100, Rounds = 400, Deciles = 10;
        int first = window == 0 ? 0 : Offered - window, length = Offered - first;
        var hits = new double[Deciles];
        for (int round = 0; round < Rounds; round++)
        {
            var reservoir = new Reservoir(new ReservoirOptions { MaxRecords = Kept, WindowRecords = window });
            var draws = new Draws(round);
            for (int i = 0; i < Offered; i++) draws.Offer(reservoir, Text(i));
            foreach (SampledMessage message in reservoir.Take().Messages) hits[(message.Sequence - 1 - first) * Deciles / length]++;
        }

        double expected = hits.Sum() / Deciles, chiSquare = hits.Sum(hit => (hit - expected) * (hit - expected) / expected);

        // Nine degrees of freedom: 27.9 is passed by chance once in a thousand; a sample without replacement varies less still.
        Assert.True(chiSquare < 27.9, $"chi square {chiSquare}: {string.Join(' ', hits)}");
        Assert.True(expected * Deciles > Rounds * Kept * 0.5, "half of the room, or more, is used");
    }

    [Fact]
    public void A_burst_that_has_left_the_window_leaves_no_trace()
    {
        var reservoir = new Reservoir(new ReservoirOptions { MaxRecords = 160, Window = TimeSpan.FromMinutes(16) });
        var draws = new Draws(3);
        for (int i = 0; i < 50_000; i++) draws.Offer(reservoir, "burst", streamTicks: TimeSpan.TicksPerMinute);
        for (int minute = 2; minute < 50; minute++)
            for (int i = 0; i < 10; i++) draws.Offer(reservoir, "calm", streamTicks: minute * TimeSpan.TicksPerMinute);

        ReservoirSample sample = reservoir.Take();

        Assert.All(sample.Messages, message => Assert.Equal("calm", Encoding.UTF8.GetString(message.Text)));
        Assert.InRange(sample.Messages.Count, 140, 160);
    }

    [Fact]
    public void What_is_older_than_the_window_is_gone_to_the_tick()
    {
        var reservoir = new Reservoir(new ReservoirOptions { Window = TimeSpan.FromMinutes(60) });
        var draws = new Draws(4);
        for (int minute = 0; minute < 200; minute++) draws.Offer(reservoir, Text(minute), minute * TimeSpan.TicksPerMinute);

        Assert.Equal(Enumerable.Range(140, 60).Select(Text), reservoir.Take().Messages.Select(message => Encoding.UTF8.GetString(message.Text)));
        Assert.InRange(reservoir.Count, 60, 64);
        reservoir.Pass(300 * TimeSpan.TicksPerMinute);
        Assert.Equal((0, 0L), (reservoir.Count, reservoir.Bytes));
    }

    [Fact]
    public void The_last_records_are_counted_to_the_record()
    {
        var reservoir = new Reservoir(new ReservoirOptions { WindowRecords = 50 });
        var draws = new Draws(5);
        for (int i = 0; i < 333; i++) draws.Offer(reservoir, Text(i));

        Assert.Equal(Enumerable.Range(283, 50).Select(Text), reservoir.Take().Messages.Select(message => Encoding.UTF8.GetString(message.Text)));
    }

    [Fact]
    public void A_long_message_is_cut_to_what_masking_looks_at()
    {
        var reservoir = new Reservoir(new ReservoirOptions());
        new Draws(6).Offer(reservoir, new string('x', 100_000));

        Assert.Equal(ReservoirOptions.MaxMessageBytes, Assert.Single(reservoir.Take().Messages).Text.Length);
    }

    [Fact]
    public void What_was_learned_is_forgotten_and_what_came_since_stays()
    {
        var reservoir = new Reservoir(new ReservoirOptions { WindowRecords = 1000 });
        var draws = new Draws(7);
        for (int i = 0; i < 100; i++) draws.Offer(reservoir, Text(i));
        long through = reservoir.Take().Through;
        for (int i = 100; i < 130; i++) draws.Offer(reservoir, Text(i));

        reservoir.Forget(through);

        Assert.Equal(Enumerable.Range(100, 30).Select(Text), reservoir.Take().Messages.Select(message => Encoding.UTF8.GetString(message.Text)));
        Assert.Equal((30, 30L), (reservoir.Count, reservoir.Arrivals));
    }

    [Fact]
    public void All_faults_of_the_options_are_named_at_once()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => new Reservoir(new ReservoirOptions { MaxRecords = 0, MaxBytes = 0, WindowRecords = -1, Window = TimeSpan.FromSeconds(-1) }));

        Assert.All(["MaxRecords", "MaxBytes", "WindowRecords", "Window is"], name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_bounds_hold_whatever_comes() => Prop.ForAll(Runs, Holds).QuickCheckThrowOnFailure();

    private sealed record Run(int Seed, int MaxRecords, int MaxBytes, int WindowMinutes, int WindowRecords, int[] Lengths);

    private static Arbitrary<Run> Runs => (
        from seed in Gen.Choose(0, 10_000)
        from records in Gen.Choose(1, 50)
        from bytes in Gen.Choose(100, 5_000)
        from minutes in Gen.Choose(0, 30)
        from window in Gen.Choose(0, 60)
        from lengths in Gen.Choose(0, 300).ArrayOf()
        select new Run(seed, records, bytes, minutes, window, lengths)).ToArbitrary();

    private static bool Holds(Run run)
    {
        var reservoir = new Reservoir(new ReservoirOptions { MaxRecords = run.MaxRecords, MaxBytes = run.MaxBytes, Window = TimeSpan.FromMinutes(run.WindowMinutes), WindowRecords = run.WindowRecords });
        var draws = new Draws(run.Seed);
        for (int i = 0; i < run.Lengths.Length; i++)
        {
            draws.Offer(reservoir, new string('x', run.Lengths[i]), i * TimeSpan.TicksPerMinute);
            if (reservoir.Count > run.MaxRecords || reservoir.Bytes > run.MaxBytes) return false;
            if (i % 7 == 6) reservoir.Forget(reservoir.Offered - 3);
        }
        ReservoirSample sample = reservoir.Take();
        long bytes = sample.Messages.Sum(message => message.Text.Length + 88L);
        return sample.Messages.Count <= reservoir.Count && bytes <= reservoir.Bytes && reservoir.Bytes >= 0
            && sample.Messages.All(message => run.WindowRecords == 0 || message.Sequence > reservoir.Offered - run.WindowRecords);
    }

    private static string Text(int i) => "message " + i.ToString(CultureInfo.InvariantCulture);
}
