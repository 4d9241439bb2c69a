using System.Text;
using Lad.Cli.Running;
using Lad.Pipeline.Training;

namespace Lad.Cli.Tests.Running;

public sealed class RecentMessagesTests
{
    [Fact]
    public void Beyond_the_bound_those_stay_that_drew_least()
    {
        var recent = new RecentMessages(3);
        for (int i = 0; i < 5; i++) recent.Add(Encoding.UTF8.GetBytes($"line {i}"), i + 1, draw: (ulong)(i * 7 % 5));

        Assert.Equal([1, 2, 4], recent.Take().Messages.Select(message => message.EventTicks).Order().Select(ticks => (int)ticks));
    }

    [Fact]
    public void What_was_learned_is_given_up_and_what_came_meanwhile_stays()
    {
        var recent = new RecentMessages(3);
        recent.Add("line"u8, 1, draw: 1);
        ReservoirSample learned = recent.Take();
        recent.Add("later"u8, 2, draw: 2);

        recent.Forget(learned);

        Assert.Equal(2, Assert.Single(recent.Take().Messages).EventTicks);
    }
}
