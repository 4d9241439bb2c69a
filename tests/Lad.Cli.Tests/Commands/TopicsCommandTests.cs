using Lad.Kafka.Tests.Brokers;

namespace Lad.Cli.Tests.Commands;

public sealed class TopicsCommandTests
{
    [Fact]
    public async Task Plan_apply_plan_goes_from_all_missing_to_nothing_differs()
    {
        using var broker = new AdminBroker();

        CommandLineResult missing = await RunAsync(broker, "plan");
        CommandLineResult applied = await RunAsync(broker, "apply");
        int changes = broker.Topics.Changes;
        CommandLineResult again = await RunAsync(broker, "apply");
        CommandLineResult same = await RunAsync(broker, "plan");

        Assert.Equal((ExitCode.Differs, ExitCode.Done, ExitCode.Done, ExitCode.Done), (missing.ExitCode, applied.ExitCode, again.ExitCode, same.ExitCode));
        Assert.Matches("topic +setting +wanted +is +action", missing.Output);
        Assert.Matches("lad.logs +topic +6 partitions, 3 copies +missing +create", missing.Output);
        Assert.Contains("all 6 topics are as the settings want them", same.Error, StringComparison.Ordinal);
        Assert.Equal(["lad.anomalies", "lad.feedback", "lad.logs", "lad.logs.dlq", "lad.models", "lad.scored"], broker.Topics.Keys.Order());
        Assert.Equal(changes, broker.Topics.Changes);
    }

    [Fact]
    public async Task What_cannot_be_changed_is_said_and_ends_with_1_while_the_rest_is_done()
    {
        using var broker = new AdminBroker();
        broker.Topics["lad.scored"] = new AdminTopic(8, 3, AdminTopics.Defaults);

        CommandLineResult result = await RunAsync(broker, "apply");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Matches("lad.scored +partitions +6 +8 +refuse: partitions never become fewer", result.Output);
        Assert.Equal("2", broker.Topics["lad.scored"].Own["min.insync.replicas"]);
        Assert.Contains("lad.models", broker.Topics.Keys);
    }

    [Fact]
    public async Task The_inputs_are_those_that_are_read_and_are_left_alone_when_they_exist()
    {
        using var broker = new AdminBroker();
        broker.Topics["shop"] = new AdminTopic(2, 1, AdminTopics.Defaults);

        await RunAsync(broker, "apply", "--from", "kafka:shop,bank");
        CommandLineResult result = await RunAsync(broker, "plan", "--from", "kafka:shop,bank");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Matches("shop +partitions +6 +2 +leave: an input belongs to those who write it", result.Output);
        Assert.Equal(2, broker.Topics["shop"].Partitions);
        Assert.Contains("bank.dlq", broker.Topics.Keys);
    }

    [Fact]
    public async Task As_commands_changes_nothing()
    {
        using var broker = new AdminBroker();

        CommandLineResult result = await RunAsync(broker, "apply", "--as-commands");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains($"kafka-topics.sh --bootstrap-server {broker.BootstrapServers} --create --topic lad.models --partitions 1", result.Output, StringComparison.Ordinal);
        Assert.Empty(broker.Topics);
    }

    [Fact]
    public async Task Brokers_without_administration_get_command_lines_for_their_own_tools()
    {
        using var broker = new AdminBroker(administers: false);

        CommandLineResult result = await RunAsync(broker, "apply");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("do not let clients administer topics", result.Error, StringComparison.Ordinal);
        Assert.Contains("kafka-topics.sh --zookeeper ZOOKEEPER:2181 --create --topic lad.logs", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_one_line_and_1()
    {
        var gone = new AdminBroker(1);
        gone.Dispose();

        CommandLineResult result = await RunAsync(gone, "plan");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"lad: Kafka cannot be reached at {gone.BootstrapServers}: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_client_that_refuses_its_configuration_ends_with_78()
    {
        using var broker = new AdminBroker(1);

        CommandLineResult result = await RunAsync(broker, "plan", "--kafka-client", "security.protocol=SSL", "--kafka-client", "ssl.ca.location=/no/such/file");

        Assert.Equal(ExitCode.Configuration, result.ExitCode);
        Assert.Contains("ssl.ca.location", result.Error, StringComparison.Ordinal);
    }

    private static Task<CommandLineResult> RunAsync(AdminBroker broker, string command, params string[] options) =>
        CommandLine.RunAsync(["topics", command, "--brokers", broker.BootstrapServers, .. options]);
}
