using System.Collections;
using System.CommandLine;
using Lad.Cli.Commands;
using Lad.Cli.Terminals;

namespace Lad.Cli.Tests.Commands;

public sealed class LadCommandTests
{
    [Theory]
    [InlineData("scoer", "did you mean score?")]
    [InlineData("score --form x", "did you mean --from?")]
    [InlineData("score --emit some", "--emit must be all, anomalies")]
    [InlineData("score --from es:Logs", "they are in lower case")]
    [InlineData("score --kafka-client compression.codec", "--kafka-client must be name=value")]
    [InlineData("train --map 0x0", "--map must be")]
    [InlineData("train --seed", "--seed")]
    [InlineData("config", "Required command")]
    [InlineData("completion tcsh", "tcsh")]
    public async Task Wrong_usage_ends_with_2_and_says_what_is_wrong(string line, string reason)
    {
        CommandLineResult result = await CommandLine.RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Every_fault_of_a_command_line_is_named()
    {
        CommandLineResult result = await CommandLine.RunAsync("train", "--seed", "x", "--map", "y", "--what");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal(["--seed", "--map", "--what"], new[] { "--seed", "--map", "--what" }.Where(option => result.Error.Contains(option, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Wrong_settings_end_with_78_and_all_are_named()
    {
        var variables = new Hashtable { ["Lad__Training__Seed"] = "x", ["Lad__Alerts__Windw"] = "1m" };

        CommandLineResult result = await CommandLine.RunAsync(variables, "", "score");

        Assert.Equal(ExitCode.Configuration, result.ExitCode);
        Assert.Contains("2 faults", result.Error, StringComparison.Ordinal);
        Assert.Contains("Training:Seed must be", result.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean Alerts:Window?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_has_help_with_examples_that_name_it()
    {
        RootCommand root = LadCommand.Create(Terminal.OfProcess());

        foreach (Command command in Descendants(root))
        {
            var exampled = Assert.IsType<ExampledCommand>(command);
            Assert.NotEmpty(exampled.Examples);
            Assert.All(exampled.Examples, example => Assert.Contains(command.Name, example, StringComparison.Ordinal));
            Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{command.Name} {option.Name} has no description"));
        }
    }

    [Fact]
    public async Task Help_ends_with_examples()
    {
        CommandLineResult result = await CommandLine.RunAsync("config", "--help");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.Contains("lad config show", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_offers_commands_options_and_values()
    {
        Assert.Contains("config", (await CommandLine.RunAsync("[suggest:6]", "lad co")).Output, StringComparison.Ordinal);
        Assert.Contains("--model", (await CommandLine.RunAsync("[suggest:15]", "lad score --mod")).Output, StringComparison.Ordinal);
        Assert.Contains("anomalies", (await CommandLine.RunAsync("[suggest:17]", "lad score --emit ")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "complete -o bashdefault")]
    [InlineData("zsh", "#compdef lad")]
    [InlineData("fish", "complete -c lad")]
    public async Task Each_shell_gets_its_completion_script(string shell, string content) =>
        Assert.Contains(content, (await CommandLine.RunAsync("completion", shell)).Output, StringComparison.Ordinal);

    private static IEnumerable<Command> Descendants(Command command) => command.Subcommands.SelectMany(child => Descendants(child).Prepend(child));
}
