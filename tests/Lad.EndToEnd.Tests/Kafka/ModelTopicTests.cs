using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(ScenarioGroup.Name)]
public sealed class ModelTopicTests(LoadModel model)
{
    [BrokerTheory]
    public async Task Models_on_a_topic_are_learned_listed_shown_compared_rolled_back_and_scored_with(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = TestBroker.Unique("models");
        await broker.CreateTopicAsync(topic, 2);

        await RunAsync("train", "--from", model.Log, "--seed", "1", "--map", "4x4");
        Ended second = await RunAsync("train", "--from", model.Log, "--seed", "2", "--map", "4x4");
        Assert.Contains($"kafka:{topic}", second.Error, StringComparison.Ordinal);

        string[] listed = (await RunAsync("model", "list")).Output.TrimEnd().Split('\n');
        Assert.Equal(2, listed.Length);
        Assert.StartsWith("* default  ", listed[0], StringComparison.Ordinal);
        (string newer, string older) = (VersionOf(listed[0]), VersionOf(listed[1]));
        Assert.Contains($"version {newer}", (await RunAsync("model", "show")).Output, StringComparison.Ordinal);
        Assert.Contains($"version {older}", (await RunAsync("model", "show", older)).Output, StringComparison.Ordinal);
        Assert.Contains($"{older} -> {newer}", (await RunAsync("model", "diff")).Output, StringComparison.Ordinal);
        Assert.Contains("4 x 4 nodes", (await RunAsync("model", "map")).Output, StringComparison.Ordinal);

        Assert.Contains($"default {older} is in force", (await RunAsync("model", "rollback")).Error, StringComparison.Ordinal);
        Assert.Contains($"\"version\":\"{older}\"", (await RunAsync("score", "--from", model.Log)).Output, StringComparison.Ordinal);
        Ended further = await StartAsync("model", "rollback");
        Assert.Equal(1, further.ExitCode);
        Assert.Contains("is older than", Assert.Single(further.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);

        async Task<Ended> RunAsync(params string[] arguments)
        {
            Ended ended = await StartAsync(arguments);
            Assert.True(ended.ExitCode == 0, ended.Error);
            return ended;
        }

        async Task<Ended> StartAsync(params string[] arguments)
        {
            string[] properties = [.. broker.ClientProperties.SelectMany(pair => new[] { "--kafka-client", $"{pair.Key}={pair.Value}" })];
            using LadProcess lad = LadProcess.Start([.. arguments, "--model", $"kafka:{topic}", "--brokers", broker.BootstrapServers, .. properties]);
            return await lad.EndAsync();
        }
    }

    [Fact]
    public async Task A_topic_without_a_model_says_how_to_get_one_and_a_missing_topic_how_to_make_it()
    {
        await using var broker = new MockCluster();
        await broker.CreateTopicAsync("models", 1);
        Assert.Contains("there is no model 'default' in kafka:models. Learn one first", await FailAsync("models"), StringComparison.Ordinal);
        Assert.Contains("topic nowhere does not exist", await FailAsync("nowhere"), StringComparison.Ordinal);

        async Task<string> FailAsync(string topic)
        {
            using LadProcess lad = LadProcess.Start("score", "--from", model.Log, "--model", $"kafka:{topic}", "--brokers", broker.BootstrapServers);
            Ended ended = await lad.EndAsync();
            Assert.Equal(1, ended.ExitCode);
            return Assert.Single(ended.Error.TrimEnd().Split('\n'));
        }
    }

    private static string VersionOf(string listed) => listed[2..].Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].Trim();
}
