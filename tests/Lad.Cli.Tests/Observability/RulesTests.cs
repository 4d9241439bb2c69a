using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Observability;

public sealed class RulesTests
{
    [Fact]
    public void Rules_name_what_is_exported_with_the_labels_that_it_has()
    {
        Assert.True(RuleFile.Rules.Count > 30);
        Assert.Empty(RuleFile.Rules.SelectMany(rule => Naming.Faults(rule.Text("expr"))));
    }

    [Fact]
    public void What_is_recorded_is_named_level_metric_operations_and_once()
    {
        Assert.All(RuleFile.Recorded, name => Assert.Matches("^[a-z_]+:[a-z0-9_]+:[a-z0-9_]+$", name));
        Assert.Equal(RuleFile.Recorded.Count(), RuleFile.Recorded.Distinct().Count());
    }

    [Fact]
    public void Every_alert_says_how_bad_what_and_what_to_do_and_has_its_paragraph()
    {
        string[] headings = [.. File.ReadLines(RepositoryRoot.PathTo("docs", "operations.md")).Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..])];

        Assert.All(RuleFile.Alerts, alert =>
        {
            string name = alert.Text("alert");
            Assert.Contains(alert.Text("labels", "severity"), new[] { "critical", "warning" });
            Assert.NotEqual("", alert.Text("annotations", "summary"));
            Assert.EndsWith(".", alert.Text("annotations", "description"), StringComparison.Ordinal);
            Assert.Equal("docs/operations.md#" + name.ToLowerInvariant(), alert.Text("annotations", "runbook"));
            Assert.Contains(name, headings);
        });
        Assert.Empty(headings.Where(heading => Regex.IsMatch(heading, "^Lad[A-Z]")).Except(RuleFile.Alerts.Select(alert => alert.Text("alert"))));
    }

    [Fact]
    public void Every_alert_has_a_test_in_which_it_speaks_and_one_in_which_it_is_silent()
    {
        ILookup<string, JsonObject> tested = RuleFile.Files("tests").SelectMany(file => YamlTree.File(file).Items("tests")).SelectMany(test => test.Items("alert_rule_test")).ToLookup(test => test.Text("alertname"));

        Assert.All(RuleFile.Alerts, alert =>
        {
            Assert.Contains(tested[alert.Text("alert")], test => test.Items("exp_alerts").Any());
            Assert.Contains(tested[alert.Text("alert")], test => !test.Items("exp_alerts").Any());
        });
    }

    [PromtoolFact]
    public async Task Promtool_takes_rules_and_configuration() => await PromtoolAsync(RuleFile.Folder, ["check", "config", "prometheus.yml"]);

    [PromtoolFact]
    public async Task Alerts_speak_when_they_should_and_are_silent_when_they_should_not() =>
        await PromtoolAsync(Path.Combine(RuleFile.Folder, "tests"), ["test", "rules", .. RuleFile.Files("tests")]);

    private static async Task PromtoolAsync(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(PrometheusProgram.Find("promtool")!, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
    }
}
