using System.Net;
using System.Net.Sockets;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;

namespace Lad.Cli.Tests.Commands;

public sealed class ScorerCommandTests
{
    [Fact]
    public void Unless_told_otherwise_everything_is_a_topic()
    {
        LadSettings settings = ScorerCommand.Usual(Settings());

        Assert.Equal("kafka:lad.logs", settings.Input.From.ToString());
        Assert.Equal("kafka:lad.models", settings.Model.Location.ToString());
        Assert.Equal("kafka:lad.scored", settings.Output.To.ToString());
        Assert.Equal(LocationKind.Kafka, settings.Output.DeadLetters!.Kind);
    }

    [Fact]
    public void What_was_chosen_stays_even_where_it_is_what_other_commands_have_anyway()
    {
        LadSettings settings = ScorerCommand.Usual(Settings(("Model:Location", "models:.lad/models"), ("Output:To", "-"), ("Output:DeadLetters", "file:dead.jsonl")));

        Assert.Equal("models:.lad/models", settings.Model.Location.ToString());
        Assert.Equal(Location.Standard, settings.Output.To);
        Assert.Equal("file:dead.jsonl", settings.Output.DeadLetters!.ToString());
    }

    [Fact]
    public async Task What_is_no_topic_cannot_be_read()
    {
        CommandLineResult result = await CommandLine.RunAsync("scorer", "--from", "file:app.log");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("lad scorer reads topics, and file:app.log is none", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exactly_once_takes_topics_at_both_ends()
    {
        CommandLineResult result = await CommandLine.RunAsync("scorer", "--delivery", "exactly-once", "--to", "file:verdicts.jsonl");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("exactly-once delivers to topics alone", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brokers_that_are_not_there_are_one_line_and_a_failure()
    {
        CommandLineResult result = await CommandLine.RunAsync("scorer", "--brokers", $"127.0.0.1:{ClosedPort()}");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    private static EffectiveSettings Settings(params (string Key, string Text)[] entries) =>
        EffectiveSettings.Load(null, new System.Collections.Hashtable(), new SettingLayer([.. entries.Select(entry => new SettingEntry(entry.Key, entry.Text, "test"))], []));

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
