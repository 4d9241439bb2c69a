using System.Text.Json;

namespace Lad.Cli.Tests.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    [Fact]
    public async Task A_setup_of_files_that_works_ends_with_0_and_has_no_fault()
    {
        string log = directory.Write("app.log", string.Concat(Enumerable.Range(0, 50).Select(number => $"2026-11-20T10:00:{number:00}Z INFO order {number} shipped\n")));
        string models = "models:" + directory.PathTo("models");
        await CommandLine.RunAsync("train", "--from", log, "--model", models, "--map", "4x4");

        CommandLineResult result = await Examined.RunAsync("--from", log, "--model", models);

        Assert.True(result.ExitCode == ExitCode.Done, result.Output);
        Assert.Matches("ok +model +model default .* 1 templates from ", result.Output);
        Assert.Matches("ok +input +all of the latest 50 records", result.Output);
        Assert.DoesNotContain("\e[", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(directory.Root, ".lad-doctor*"));
    }

    [Fact]
    public async Task All_faults_are_told_at_once_with_what_to_do_and_end_with_1()
    {
        CommandLineResult result = await Examined.RunAsync("--quiet", "--from", directory.PathTo("none.log"), "--model", directory.Write("model.lad", "no snapshot"));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Matches("fault +model +model default is refused", result.Output);
        Assert.Matches("fault +input +.*none.log does not exist", result.Output);
        Assert.Contains("-> name the file", result.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)^ok ", result.Output);
    }

    [Fact]
    public async Task Json_is_one_object_with_counts_and_findings()
    {
        CommandLineResult result = await Examined.RunAsync("--json", "--from", directory.PathTo("none.log"), "--model", "models:" + directory.PathTo("models"));

        JsonElement root = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(ExitCode.Failed, root.GetProperty("exit_code").GetInt32());
        Assert.Equal(1, root.GetProperty("counts").GetProperty("fault").GetInt32());
        JsonElement fault = root.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("state").GetString() == "fault");
        Assert.Equal("input", fault.GetProperty("check").GetString());
        Assert.NotEqual("", fault.GetProperty("advice").GetString());
        Assert.Empty(root.GetProperty("configuration").EnumerateArray());
    }

    [Fact]
    public async Task A_configuration_that_is_wrong_ends_with_78_and_what_is_left_of_it_is_looked_at()
    {
        string file = directory.Write("lad.json", """{"Model":{"Location":"models:MODELS","MaxBites":1},"Input":{"From":"file:/no/such.log"},"Trainer":{"Every":"soon"}}""".Replace("MODELS", directory.PathTo("models"), StringComparison.Ordinal));

        CommandLineResult result = await Examined.RunAsync("--config", file);

        Assert.Equal(ExitCode.Configuration, result.ExitCode);
        Assert.Matches("fault +configuration +.*MaxBites is no setting", result.Output);
        Assert.Matches("fault +configuration +.*Trainer:Every", result.Output);
        Assert.Matches("fault +input +/no/such.log does not exist", result.Output);
    }

    [Theory]
    [InlineData("doctor nobody", "nobody")]
    [InlineData("doctor --timeout never", "--timeout must be 1s to 600s")]
    [InlineData("doctor --to kafka:a,b", "must name one topic")]
    public async Task A_command_line_that_is_wrong_ends_with_2(string line, string reason)
    {
        CommandLineResult result = await CommandLine.RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_end_with_1_only_where_they_count()
    {
        string[] line = ["--model", "models:" + directory.PathTo("models")];

        CommandLineResult usual = await Examined.RunAsync(line);
        CommandLineResult strict = await Examined.RunAsync([.. line, "--strict"]);

        Assert.Matches("warning +model +there is no model 'default'", usual.Output);
        Assert.Equal((ExitCode.Done, ExitCode.Failed), (usual.ExitCode, strict.ExitCode));
    }

    public void Dispose() => directory.Dispose();
}
