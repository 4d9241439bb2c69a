using System.Xml.Linq;
using Lad.Cli.Tests.Models;
using Lad.Detection;
using Lad.Detection.Snapshots;
using Lad.Pipeline.Models;

namespace Lad.Cli.Tests.Commands;

public sealed class ModelCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Models => "models:" + directory.PathTo("models");

    public async Task InitializeAsync()
    {
        ModelHistory history = new ModelDirectory(directory.PathTo("models")).History("default");
        foreach (string version in (string[])["v1", "v2"])
        {
            DetectionModel model = SampleModels.Of(SampleModels.Template("order paid"), SampleModels.Template($"only in {version}"));
            await history.PublishAsync(model with { Metadata = model.Metadata with { Name = "default", Version = version } });
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task List_marks_the_version_in_force_and_rollback_moves_it()
    {
        Assert.StartsWith("* default  v2", (await RunAsync("list")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await RunAsync("rollback")).ExitCode);
        Assert.Contains("\n* default  v1", (await RunAsync("list")).Output, StringComparison.Ordinal);
        CommandLineResult further = await RunAsync("rollback");
        Assert.Equal(ExitCode.Failed, further.ExitCode);
        Assert.Contains("no version is older", Assert.Single(further.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_and_diff_tell_versions_apart()
    {
        Assert.Contains("only in v1", (await RunAsync("show", "v1")).Output, StringComparison.Ordinal);
        string difference = (await RunAsync("diff")).Output;
        Assert.Contains("v1 -> v2", difference, StringComparison.Ordinal);
        Assert.Contains("1 added, 1 removed", difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_draws_in_the_terminal_or_into_a_file()
    {
        Assert.Contains("2 x 3 nodes", (await RunAsync("map")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await RunAsync("map", "--svg", directory.PathTo("map.svg"))).ExitCode);
        Assert.Equal("svg", XDocument.Load(directory.PathTo("map.svg")).Root!.Name.LocalName);
    }

    [Theory]
    [InlineData("hello", "not those of a snapshot")]
    [InlineData("", "it is empty")]
    public async Task What_is_no_snapshot_is_one_line_on_stderr_that_names_the_file(string content, string reason)
    {
        await File.WriteAllTextAsync(directory.PathTo("models/default/v1.lad"), content);
        CommandLineResult result = await RunAsync("show", "v1");
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        string line = Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Contains("v1.lad", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_of_a_newer_format_is_named_as_such()
    {
        byte[] snapshot = SnapshotWriter.Write(SampleModels.Of(SampleModels.Template("order paid")));
        snapshot[8] = 2;
        await File.WriteAllBytesAsync(directory.PathTo("model.lad"), snapshot);
        CommandLineResult result = await CommandLine.RunAsync("model", "show", "--model", "file:" + directory.PathTo("model.lad"));
        Assert.Contains("format version 2", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private Task<CommandLineResult> RunAsync(string command, params string[] arguments) => CommandLine.RunAsync(["model", command, .. arguments, "--model", Models]);
}
