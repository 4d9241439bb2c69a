using Lad.FactStore.Safety;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Safety;

public sealed class AllowancesTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void Some_are_granted_at_once_and_then_as_time_passes()
    {
        var allowances = new Allowances(atOnce: 2, perSecond: 0.5, clock);

        Assert.True(allowances.TryTake("a", out _));
        Assert.True(allowances.TryTake("a", out _));
        Assert.False(allowances.TryTake("a", out TimeSpan wait));
        Assert.Equal(TimeSpan.FromSeconds(2), wait);
        Assert.True(allowances.TryTake("b", out _));

        clock.Advance(wait);
        Assert.True(allowances.TryTake("a", out _));
        Assert.False(allowances.TryTake("a", out _));
    }

    [Fact]
    public void Nobody_saves_up_more_than_there_is_at_once()
    {
        var allowances = new Allowances(atOnce: 2, perSecond: 1, clock);
        allowances.TryTake("a", out _);
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(2, Enumerable.Range(0, 5).Count(_ => allowances.TryTake("a", out TimeSpan wait)));
    }

    [Fact]
    public void When_there_are_too_many_names_newcomers_share_and_nobody_gets_more_for_it()
    {
        var allowances = new Allowances(atOnce: 1, perSecond: 0.01, clock, mostNames: 100);

        int granted = Enumerable.Range(0, 1000).Count(number => allowances.TryTake($"address {number}", out _));

        Assert.Equal(101, granted);
        Assert.False(allowances.TryTake("address 7", out _));
    }

    [Fact]
    public void Names_that_have_done_nothing_for_long_make_room()
    {
        var allowances = new Allowances(atOnce: 1, perSecond: 1, clock, mostNames: 10);
        for (int number = 0; number < 10; number++) allowances.TryTake($"old {number}", out _);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(10, Enumerable.Range(0, 10).Count(number => allowances.TryTake($"new {number}", out _)));
    }
}
