using System.Collections;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Lad.Cli.Configuration;

namespace Lad.Cli.Tests.Deployment;

public sealed partial class ComposeFileTests
{
    private static readonly string Compose = RepositoryRoot.PathTo("docker-compose.kafka.yml");

    [ComposeFact]
    public async Task Docker_compose_takes_the_file()
    {
        var start = new ProcessStartInfo("docker-compose", ["-f", Compose, "config", "-q"]) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, error);
    }

    [Fact]
    public void Its_variables_are_settings_with_values_that_they_take()
    {
        var variables = new Hashtable();
        foreach (Match match in Variable().Matches(File.ReadAllText(Compose))) variables[match.Groups[1].Value] = match.Groups[2].Value.Trim('"');

        EffectiveSettings effective = EffectiveSettings.Load(null, variables, SettingLayer.Empty);

        Assert.Equal("kafka:9092", effective.Settings.Kafka.BootstrapServers);
        Assert.NotEqual("", effective.Settings.Kafka.InstanceId);
    }

    [Fact]
    public async Task What_it_runs_are_commands()
    {
        string[][] commands = [.. Command().Matches(File.ReadAllText(Compose)).Select(match => match.Groups[1].Value.Split(',').Select(word => word.Trim(' ', '"')).ToArray())];

        Assert.Equal(3, commands.Length);
        foreach (string[] command in commands) Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync([.. command, "--help"])).ExitCode);
    }

    [Fact]
    public void A_scorer_has_more_time_to_stop_than_its_work_in_flight_to_end()
    {
        TimeSpan drain = new LadSettings().Kafka.DrainDeadline;

        Assert.All(GracePeriod().Matches(File.ReadAllText(Compose)), match => Assert.True(SettingTypes.Duration.TryParse(match.Groups[1].Value, out TimeSpan grace, out _) && grace > drain));
    }

    [Fact]
    public void No_image_is_taken_without_its_version() =>
        Assert.All(Image().Matches(File.ReadAllText(Compose)), match => Assert.Matches(@"^(lad(-connect)?:local|\S+:[0-9]+\.[0-9]+\.[0-9]+)$", match.Groups[1].Value));

    [GeneratedRegex(@"^\s+(Lad__\w+):\s*(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\s+command:\s*\[(.+)\]\s*$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^\s+stop_grace_period:\s*(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex GracePeriod();

    [GeneratedRegex(@"^\s+image:\s*(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Image();
}
