using System.Globalization;
using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Brokers;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Cli.Tests.Doctor.Brokers;

public sealed class TopicsCheckTests
{
    [Fact]
    public async Task Topics_that_are_missing_are_faults_and_those_that_were_applied_are_well()
    {
        using var broker = new AdminBroker();

        IReadOnlyList<Finding> missing = await LookAsync(broker);
        await CommandLine.RunAsync("topics", "apply", "--brokers", broker.BootstrapServers);
        int changes = broker.Topics.Changes;
        IReadOnlyList<Finding> applied = await LookAsync(broker);

        Assert.Equal(6, missing.Count(finding => finding.State == FindingState.Fault));
        Assert.Equal($"lad topics apply --brokers {broker.BootstrapServers}", missing.Only("topic lad.models does not exist").Advice);
        Assert.DoesNotContain(applied, finding => finding.State > FindingState.Ok);
        Assert.Contains("at most 6 scorers", applied.Only("topic lad.logs has").Text, StringComparison.Ordinal);
        Assert.Equal(changes, broker.Topics.Changes);
    }

    [Fact]
    public async Task A_setting_that_loses_data_or_refuses_writes_is_a_fault_and_another_that_differs_a_warning()
    {
        using var broker = new AdminBroker();
        await CommandLine.RunAsync("topics", "apply", "--brokers", broker.BootstrapServers);
        Change(broker, "lad.models", "cleanup.policy", "delete");
        Change(broker, "lad.scored", "min.insync.replicas", "4");
        Change(broker, "lad.feedback", "segment.ms", "1");

        IReadOnlyList<Finding> findings = await LookAsync(broker);

        Assert.Contains("retention will remove", findings.Only("topic lad.models: cleanup.policy is delete").Text, StringComparison.Ordinal);
        Assert.Contains("takes no writes", findings.Only("topic lad.scored: min.insync.replicas is 4").Text, StringComparison.Ordinal);
        Assert.Equal(FindingState.Warning, findings.Only("topic lad.feedback: segment.ms is 1").State);
        Assert.Equal(2, findings.Count(finding => finding.State == FindingState.Fault));
    }

    [Fact]
    public async Task Only_the_topics_of_the_service_are_looked_at()
    {
        using var broker = new AdminBroker();

        IReadOnlyList<Finding> findings = await LookAsync(broker, "factstore");

        Assert.DoesNotContain(findings, finding => finding.Text.Contains("lad.scored", StringComparison.Ordinal));
        Assert.Equal(FindingState.Fault, findings.Only("topic lad.anomalies").State);
    }

    [Fact]
    public async Task Brokers_that_let_nobody_administer_are_compared_as_far_as_they_tell()
    {
        using var broker = new AdminBroker(administers: false);
        broker.Topics["lad.models"] = new AdminTopic(1, 3, AdminTopics.Defaults);

        IReadOnlyList<Finding> findings = await LookAsync(broker);

        Assert.Equal(FindingState.Skipped, findings.Only("do not let clients administer topics").State);
        Assert.Equal(FindingState.Ok, findings.Only("topic lad.models has 1 partition").State);
        Assert.Equal(FindingState.Fault, findings.Only("topic lad.scored does not exist").State);
    }

    private static void Change(AdminBroker broker, string topic, string setting, string value) =>
        broker.Topics[topic] = broker.Topics[topic] with { Own = new Dictionary<string, string>(broker.Topics[topic].Own) { [setting] = string.Create(CultureInfo.InvariantCulture, $"{value}") } };

    private static Task<IReadOnlyList<Finding>> LookAsync(AdminBroker broker, string service = "scorer")
    {
        Scope scope = Examined.ScopeOf(service, ("Kafka:BootstrapServers", broker.BootstrapServers));
        return Examined.FindingsAsync(new TopicsCheck(scope, new KafkaReach(scope)).LookAsync);
    }
}
