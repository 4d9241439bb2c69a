using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Writing;

namespace Lad.Elasticsearch.Tests.Writing;

public sealed class BulkPausesTests
{
    private readonly BulkPauses pauses = new(new Patience { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(8) }, new Random(1));

    [Fact]
    public void Pauses_double_while_all_is_turned_away_up_to_the_longest() =>
        Assert.All([1, 2, 4, 8, 8, 8], seconds => AssertAbout(seconds, pauses.Next(0, 5, null)));

    [Fact]
    public void Pauses_are_short_again_once_most_gets_through_and_none_when_all_does()
    {
        for (int i = 0; i < 4; i++) pauses.Next(2, 5, null);

        AssertAbout(1, pauses.Next(8, 2, null));
        AssertAbout(1, pauses.Next(8, 2, null));
        Assert.Equal(TimeSpan.Zero, pauses.Next(5, 0, null));
        AssertAbout(1, pauses.Next(0, 5, null));
    }

    [Fact]
    public void What_the_server_asks_for_is_the_least()
    {
        Assert.Equal(TimeSpan.FromSeconds(20), pauses.Next(0, 5, TimeSpan.FromSeconds(20)));
        AssertAbout(2, pauses.Next(0, 5, TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void Two_writers_do_not_come_back_together()
    {
        var other = new BulkPauses(new Patience { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(8) }, new Random(2));

        Assert.NotEqual(pauses.Next(0, 5, null), other.Next(0, 5, null));
    }

    private static void AssertAbout(double seconds, TimeSpan pause) => Assert.InRange(pause.TotalSeconds, seconds * 0.75, seconds * 1.25);
}
