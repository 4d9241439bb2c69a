namespace Lad.Cli.Tests.Commands;

public sealed class DemoCommandTests
{
    [Fact]
    public async Task Piped_it_shows_every_incident_and_its_own_precision_and_recall_without_control_sequences()
    {
        CommandLineResult result = await CommandLine.RunAsync("demo", "--seed", "3");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.DoesNotContain('\e', result.Output);
        Assert.Equal(3, result.Output.Split("found after").Length - 1);
        Assert.Matches(@"precision \d", result.Output);
    }

    [Fact]
    public async Task The_same_seed_shows_the_same()
    {
        string[] first = (await CommandLine.RunAsync("demo")).Output.Split('\n'), second = (await CommandLine.RunAsync("demo")).Output.Split('\n');

        Assert.Equal(first.Where(line => !line.Contains("Learned", StringComparison.Ordinal)), second.Where(line => !line.Contains("Learned", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_speed_beyond_reason_is_wrong_usage() =>
        Assert.Equal(ExitCode.Usage, (await CommandLine.RunAsync("demo", "--speed", "0")).ExitCode);
}
