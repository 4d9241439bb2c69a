using System.Collections;

namespace Lad.Cli.Tests.Commands;

public sealed class ConfigCommandTests
{
    [Fact]
    public async Task Show_prints_each_value_with_its_origin()
    {
        CommandLineResult result = await CommandLine.RunAsync(new Hashtable { ["Lad__Training__Seed"] = "7" }, "", "config", "show");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Matches(@"Training:Seed +7 +Lad__Training__Seed", result.Output);
        Assert.Matches(@"Threshold:Policy +quantile +default", result.Output);
    }

    [Fact]
    public async Task Validate_says_that_all_is_right() =>
        Assert.Equal((ExitCode.Done, ""), await CommandLine.RunAsync("config", "validate") is var result ? (result.ExitCode, result.Error) : default);

    [Fact]
    public async Task Schema_is_JSON() =>
        Assert.StartsWith("{", (await CommandLine.RunAsync("config", "schema")).Output, StringComparison.Ordinal);
}
