using Lad.EndToEnd.Tests.Kafka;
using Lad.FactStore.Feedback;
using Lad.FactStore.Storage;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Feedback;
using Xunit.Abstractions;

namespace Lad.EndToEnd.Tests.FactStore;

/// <summary>Ten thousand statements and twenty kills where <c>LAD_TEST_LONG</c> is 1.</summary>
public sealed class KilledStoreTests(ITestOutputHelper output) : IDisposable
{
    private static readonly int Statements = Size.Of(500, 10_000);
    private static readonly int Kills = Size.Of(3, 20);
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("lad-store-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task Every_statement_that_was_acknowledged_is_in_the_database_and_on_the_topic_in_order_once()
    {
        await using var broker = new MockCluster(1);
        string feedback = TestBroker.Unique("feedback"), anomalies = TestBroker.Unique("anomalies");
        await broker.CreateTopicAsync(feedback, 1);
        await broker.CreateTopicAsync(anomalies, 1);
        string database = Path.Combine(directory.FullName, "facts.db");
        var variables = new Dictionary<string, string>
        {
            ["Lad__Kafka__BootstrapServers"] = broker.BootstrapServers,
            ["Lad__Kafka__FeedbackTopic"] = feedback,
            ["Lad__Kafka__AnomaliesTopic"] = anomalies,
        };
        using var store = new RestartedStore(variables, "--db", database, "--model", "models:" + directory.FullName);
        using var speakers = new Speakers(store);
        await using var published = new PublishedStatements(broker, feedback);
        await store.StartAsync();

        Task speaking = speakers.SpeakAsync(Statements, atOnce: 16);
        await KillAsync(store, speakers, speaking);
        await speaking;
        await published.UntilAsync(Statements, TimeSpan.FromSeconds(60));
        string said = await store.StopAsync();

        long[] all = [.. Enumerable.Range(1, Statements).Select(number => (long)number)];
        IReadOnlyList<FeedbackStatement> kept = await ReadAsync(database);
        Assert.True(published.Seen.Count >= Statements, $"{published.Seen.Count} of {Statements} statements are on the topic. {said}");
        Assert.Equal(all, kept.Select(statement => statement.Sequence));
        Assert.Equal(kept, published.Seen);
        Assert.Equal(Statements, speakers.Acknowledged.Count);
        Assert.All(speakers.Acknowledged, wish => Assert.Equal($"{wish.Key}", kept[(int)wish.Value - 1].Reason));
        output.WriteLine($"{Statements} statements, {Kills} kills, {speakers.Unanswered} requests without an answer");
    }

    private static async Task KillAsync(RestartedStore store, Speakers speakers, Task speaking)
    {
        var dice = new Random(7);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (int kill = 1; kill <= Kills; kill++)
        {
            // Spread over the whole, each at a moment of its own between two statements.
            int after = (kill * Statements / (Kills + 1)) - dice.Next(Statements / (Kills + 1));
            while (speakers.Acknowledged.Count < after && !speaking.IsCompleted) await timer.WaitForNextTickAsync();
            for (int wait = dice.Next(40); wait > 0; wait--) await timer.WaitForNextTickAsync();
            await store.KillAsync();
            await store.StartAsync();
        }
    }

    private static async Task<IReadOnlyList<FeedbackStatement>> ReadAsync(string path)
    {
        await using FactStoreDatabase database = await FactStoreDatabase.OpenAsync(path, TimeProvider.System);
        var ledger = new FeedbackLedger(database, TimeProvider.System);
        Assert.Equal(0, (await ledger.BacklogAsync()).Entries);
        List<FeedbackStatement> statements = [];
        Page<FeedbackStatement> page;
        string? after = null;
        do
        {
            page = await ledger.ListAsync(new FeedbackQuery { OldestFirst = true, Limit = 1000, After = after });
            statements.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return statements;
    }
}
