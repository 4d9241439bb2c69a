using System.Text.Json;
using Lad.Containers.Tests.Servers;
using Lad.EndToEnd.Tests;

namespace Lad.Containers.Tests.Composed;

public sealed class LadCommandsTests
{
    private const string NoBroker = "127.0.0.1:1";
    private static readonly Uri NoNode = new("http://127.0.0.1:1");

    /// <summary>A command or setting that the program does not take ends with 2 or 78 before it looks for a server.</summary>
    [Fact]
    public async Task Each_command_is_taken_and_fails_only_because_no_server_is_there()
    {
        string[][] commands = [LadCommands.Topics(NoBroker), LadCommands.Setup(NoNode), LadCommands.Trainer(NoBroker, findsOffsetsByTime: true), LadCommands.Trainer(NoBroker, findsOffsetsByTime: false), LadCommands.Scorer(NoBroker)];

        Ended[] ended = await Task.WhenAll(commands.Select(RunAsync));

        Assert.All(ended, end =>
        {
            Assert.Equal(1, end.ExitCode);
            Assert.Contains("127.0.0.1:1", end.Error, StringComparison.Ordinal);
            Assert.Contains("cannot be reached", end.Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_value_that_the_program_does_not_take_would_be_found() => Assert.Equal(2, (await RunAsync([.. LadCommands.Trainer(NoBroker, findsOffsetsByTime: true)[..^1], "an hour"])).ExitCode);

    [Fact]
    public async Task Its_variables_are_settings_that_it_takes()
    {
        using LadProcess lad = LadProcess.Start(LadCommands.VariablesOf("scorer-1"), "config", "show");
        Ended shown = await lad.EndAsync();

        Assert.True(shown.ExitCode == 0, shown.Error);
        Assert.All(LadCommands.VariablesOf("scorer-1"), variable =>
            Assert.Matches($@"(?m)^{variable.Key["Lad__".Length..].Replace("__", ":", StringComparison.Ordinal)}\s+{variable.Value}\s+", shown.Output));
    }

    /// <summary>The connectors' configuration is the deployment's, and what it writes to is what is set up.</summary>
    [Fact]
    public void Connectors_write_to_the_data_streams_that_are_set_up() => Assert.Equal(
        [LadCommands.Anomalies, LadCommands.Scored],
        ComposeFile.ConnectedTopics().Select(topic => JsonSerializer.Deserialize<Dictionary<string, string>>(ConnectorConfiguration.Of(topic))!)
            .Select(connector => $"{connector["data.stream.type"]}-{connector["data.stream.dataset"]}-{connector["data.stream.namespace"]}"));

    private static async Task<Ended> RunAsync(string[] command)
    {
        using LadProcess lad = LadProcess.Start(LadCommands.Variables, command);
        return await lad.EndAsync();
    }
}
