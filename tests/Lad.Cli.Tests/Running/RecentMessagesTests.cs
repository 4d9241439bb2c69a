using System.Text;
using Lad.Cli.Running;
using Lad.Detection.Training;

namespace Lad.Cli.Tests.Running;

public sealed class RecentMessagesTests
{
    [Fact]
    public void Beyond_the_bound_the_oldest_go()
    {
        var recent = new RecentMessages(3);
        for (int i = 0; i < 5; i++) recent.Add(Encoding.UTF8.GetBytes($"line {i}"), i + 1);

        TrainingSet set = recent.TakeTrainingSet(new TrainingOptions());

        Assert.Equal((3, 3L), (set.Count, set.EarliestTicks));
    }

    [Fact]
    public void A_message_is_learned_from_once()
    {
        var recent = new RecentMessages(3);
        recent.Add("line"u8, 1);

        Assert.Equal(1, recent.TakeTrainingSet(new TrainingOptions()).Count);
        Assert.Equal(0, recent.Count);
    }
}
