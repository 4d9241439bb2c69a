using Lad.EndToEnd.Tests.Kafka;
using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Elasticsearch;

[Collection(ScenarioGroup.Name)]
public sealed class TopicsToIndexTests(LoadModel model)
{
    private const int Records = 2000;

    [Fact]
    public async Task Scorers_read_topics_and_write_an_index_each_record_once_however_often_they_are_killed()
    {
        await using Cluster cluster = await Cluster.StartAsync();
        await using Scenario scenario = await Scenario.StartAsync(new MockCluster(1), model);
        foreach ((string name, string value) in cluster.Settings) scenario.Settings[name] = value;
        LadProcess scorer = scenario.Scorer("--to", "es:");
        await scenario.SendAsync(Records / 2, 0);

        await cluster.UntilVerdictsAsync(1);
        await scenario.KillAsync(scorer);
        scorer = scenario.Scorer("--to", "es:");
        await scenario.SendAsync(Records / 2, 0);
        await cluster.UntilVerdictsAsync(Records);
        string said = await scenario.StopAsync(scorer);

        Assert.Equal(Records, cluster.Verdicts());
        Assert.Contains("created", said, StringComparison.Ordinal);
        cluster.Server.AssertContract();
    }
}
