using System.Text.Json.Nodes;
using Lad.Containers.Tests.Servers;

namespace Lad.Containers.Tests.Composed;

public sealed class ConnectWorkerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_is_posted_is_the_deployment_s_configuration_with_the_topic_s_name()
    {
        await using StandInConnect connect = await StandInConnect.StartAsync();
        using var worker = new ConnectWorker(connect.Address);

        foreach (string topic in ComposeFile.ConnectedTopics()) await worker.ConnectAsync(topic, Long);

        Assert.Equal(["lad.anomalies", "lad.scored"], connect.Posted.Keys.Order());
        Assert.All(connect.Posted, posted => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(ConnectorConfiguration.Of(posted.Key)), posted.Value)));
        Assert.Equal("lad.anomalies", connect.Posted["lad.anomalies"]["topics"]!.ToString());
    }

    [Fact]
    public async Task A_worker_that_is_not_ready_and_a_connector_without_tasks_are_waited_for()
    {
        await using StandInConnect connect = await StandInConnect.StartAsync();
        connect.Refusals = 2;
        connect.Statuses.Enqueue("""{"connector":{"state":"RUNNING"},"tasks":[]}""");
        connect.Statuses.Enqueue("""{"connector":{"state":"RUNNING"},"tasks":[{"state":"UNASSIGNED"}]}""");
        using var worker = new ConnectWorker(connect.Address);

        await worker.ConnectAsync("lad.scored", Long);

        Assert.Equal(0, connect.Refusals);
        Assert.Empty(connect.Statuses);
    }

    [Fact]
    public async Task A_task_that_failed_ends_the_wait_with_its_trace()
    {
        await using StandInConnect connect = await StandInConnect.StartAsync();
        connect.Statuses.Enqueue("""{"connector":{"state":"RUNNING"},"tasks":[{"state":"FAILED","trace":"no route to host"}]}""");
        using var worker = new ConnectWorker(connect.Address);

        Assert.Contains("no route to host", (await Assert.ThrowsAsync<InvalidOperationException>(() => worker.ConnectAsync("lad.scored", Long))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_does_not_come_is_given_up()
    {
        await using StandInConnect connect = await StandInConnect.StartAsync();
        connect.Refusals = int.MaxValue;
        using var worker = new ConnectWorker(connect.Address);

        Assert.Contains("Connect took the connector lad.scored", (await Assert.ThrowsAsync<TimeoutException>(() => worker.ConnectAsync("lad.scored", TimeSpan.FromSeconds(1)))).Message, StringComparison.Ordinal);
    }
}
