using Lad.Cli.Health;

namespace Lad.Cli.Tests.Health;

public sealed class IndexHealthTests
{
    [Fact]
    public void A_watcher_is_not_ready_while_its_cluster_is_away_and_lives_on()
    {
        var health = new ServiceHealth(TimeProvider.System);
        health.Started();
        var index = new IndexHealth(health, "es:logs-*");
        index.Tell(null);
        health.HasUnlessSaid(HealthPart.Input, "reading es:logs-*");
        Assert.True(health.Ready().IsGood);

        index.Tell("connection refused");
        Assert.Equal((false, "waiting", "connection refused"), (health.Ready().IsGood, health.Ready().Status, Assert.Single(health.Ready().Reasons)));
        Assert.True(health.Live().IsGood);

        index.Tell(null);
        Assert.True(health.Ready().IsGood);
    }
}
