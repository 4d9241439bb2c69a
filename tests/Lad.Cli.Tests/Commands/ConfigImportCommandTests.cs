using System.Collections;
using System.Text.Json;

namespace Lad.Cli.Tests.Commands;

public sealed class ConfigImportCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_configuration_goes_to_stdout_and_what_is_to_be_known_to_stderr()
    {
        string file = directory.Write("old.yaml", "INFER_ANOMALY_THRESHOLD: 3.1\nES_VERSION: 7\n");

        CommandLineResult result = await CommandLine.RunAsync("config", "import", file);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement threshold = JsonDocument.Parse(result.Output).RootElement.GetProperty("Threshold");
        Assert.Equal(("sigma", 3.1), (threshold.GetProperty("Policy").GetString(), threshold.GetProperty("Parameter").GetDouble()));
        Assert.Matches("lad: not taken over:\n  ES_VERSION: LAD asks the server for its version\nlad: meaning something else:\n  INFER_ANOMALY_THRESHOLD: standard deviations", result.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task An_environment_comes_from_stdin_and_a_file_is_made_that_other_commands_take()
    {
        string output = directory.PathTo("lad.json");

        CommandLineResult import = await CommandLine.RunAsync(new Hashtable(), "LAD_W2V_SEED=7\nLAD_ES_ENDPOINT=http://joe:geheim@es-1\n", "config", "import", "-", "--output", output);
        CommandLineResult again = await CommandLine.RunAsync(new Hashtable(), "LAD_W2V_SEED=8\n", "config", "import", "-", "--output", output);
        CommandLineResult show = await CommandLine.RunAsync("config", "show", "--config", output);

        Assert.Equal((ExitCode.Done, ""), (import.ExitCode, import.Output));
        Assert.DoesNotContain("geheim", import.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, again.ExitCode);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        Assert.Matches(@"Training:Seed +7 ", show.Output);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(output));
    }

    [Fact]
    public async Task A_file_that_is_neither_ends_with_the_exit_code_of_a_wrong_configuration()
    {
        CommandLineResult result = await CommandLine.RunAsync("config", "import", directory.Write("old.txt", "hello\n"));

        Assert.Equal((ExitCode.Configuration, ""), (result.ExitCode, result.Output));
        Assert.Contains("is neither an environment (line 1 is no KEY=value) nor YAML", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said() =>
        Assert.Equal(ExitCode.Failed, (await CommandLine.RunAsync("config", "import", directory.PathTo("none.yaml"))).ExitCode);
}
