using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.FactStore;

public sealed class OutageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("lad-store-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task While_the_brokers_are_away_statements_are_taken_and_when_they_are_back_published()
    {
        await using var broker = new MockCluster(1);
        string feedback = TestBroker.Unique("feedback"), anomalies = TestBroker.Unique("anomalies");
        await broker.CreateTopicAsync(feedback, 1);
        await broker.CreateTopicAsync(anomalies, 1);
        var variables = new Dictionary<string, string>
        {
            ["Lad__Kafka__BootstrapServers"] = broker.BootstrapServers,
            ["Lad__Kafka__FeedbackTopic"] = feedback,
            ["Lad__Kafka__AnomaliesTopic"] = anomalies,
        };
        using var store = new RestartedStore(variables, "--db", Path.Combine(directory.FullName, "facts.db"), "--model", "models:" + directory.FullName);
        using var speakers = new Speakers(store);
        broker.SetDown(1);
        await store.StartAsync();
        await speakers.SpeakAsync(20, atOnce: 4).WaitAsync(Patience);
        broker.SetUp(1);

        await using var published = new PublishedStatements(broker, feedback);
        await published.UntilAsync(20, Patience);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), published.Seen.Select(statement => statement.Sequence));
        broker.SetDown(1);
        await speakers.SpeakAsync(40, atOnce: 4).WaitAsync(Patience);
        broker.SetUp(1);
        await published.UntilAsync(40, Patience);
        await store.StopAsync();

        Assert.Equal(Enumerable.Range(1, 40).Select(number => (long)number), published.Seen.Select(statement => statement.Sequence));
        Assert.Equal(0, speakers.Unanswered);
    }
}
