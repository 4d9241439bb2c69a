using Lad.Detection.Scoring;

namespace Lad.Detection.Tests.Scoring;

public sealed class RawScoreTests
{
    private static readonly ScoringRules Rules = new();

    [Fact]
    public void Fewer_episodes_are_rarer_whatever_the_count()
    {
        double burst = RawScore.Rarity(1, 100, 10_000, Rules), spread = RawScore.Rarity(50, 100, 10_000, Rules);
        Assert.True(burst > spread && spread > 0 && burst < 1);
        Assert.Equal(1, RawScore.Rarity(0, 0, 10_000, Rules));
    }

    [Fact]
    public void What_comes_back_often_or_makes_up_much_is_not_rare()
    {
        Assert.Equal(0, RawScore.Rarity(100, 100, 10_000, Rules));
        Assert.Equal(0, RawScore.Rarity(1, 500, 10_000, Rules));
    }

    [Fact]
    public void Novelty_grows_with_unknown_words_distance_and_evidence()
    {
        Assert.True(RawScore.Novelty(8, .5, .2) > RawScore.Novelty(8, .25, .2));
        Assert.True(RawScore.Novelty(8, .5, .4) > RawScore.Novelty(8, .5, .2));
        Assert.True(RawScore.Novelty(8, .5, .2) > RawScore.Novelty(2, .5, .2));
        Assert.Equal(0, RawScore.Novelty(0, 0, 0));
    }

    [Fact]
    public void Severity_can_be_switched_off()
    {
        Assert.Equal(2 * RawScore.Join(.5, .1, false, Rules), RawScore.Join(.5, .1, true, Rules));
        Assert.Equal(RawScore.Join(.5, .1, false, Rules), RawScore.Join(.5, .1, true, Rules with { SeverityWeight = 0 }));
    }
}
