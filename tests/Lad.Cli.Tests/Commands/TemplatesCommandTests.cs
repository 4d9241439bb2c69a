using System.Collections;

namespace Lad.Cli.Tests.Commands;

public sealed class TemplatesCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Assign_writes_one_row_for_each_line_in_their_order()
    {
        string log = directory.Write("app.log", "job 1 started\n{\"broken\": \n\njob 2 started\nsay \"hi\", you\n");
        string table = directory.PathTo("out.csv");

        CommandLineResult result = await CommandLine.RunAsync("templates", "--from", log, "--field", "none", "--assign", table);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        string[] rows = await File.ReadAllLinesAsync(table);
        Assert.Equal("LineId,EventId,EventTemplate", rows[0]);
        Assert.Equal(["1", "2", "3", "4", "5"], rows.Skip(1).Select(row => row.Split(',')[0]));
        Assert.Equal(rows[1].Split(',')[1], rows[4].Split(',')[1]);
        Assert.EndsWith("\"say \"\"hi\"\", you\"", rows[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_assign_the_templates_are_listed_the_frequent_first()
    {
        CommandLineResult result = await CommandLine.RunAsync(new Hashtable(), "disk full\njob 1 started\njob 2 started\n", "templates");

        string[] lines = result.Output.TrimEnd().Split('\n');
        Assert.Matches("^ +2  [0-9a-f]{16}  job <\\*> started", lines[0]);
        Assert.Matches("^ +1  [0-9a-f]{16}  disk full", lines[1]);
        Assert.Contains("3 records", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_and_a_directory_fail_with_what_to_do()
    {
        CommandLineResult missing = await CommandLine.RunAsync("templates", "--from", directory.PathTo("no.log"));
        CommandLineResult wrong = await CommandLine.RunAsync("templates", "--from", directory.Root);

        Assert.Equal((ExitCode.Failed, ExitCode.Failed), (missing.ExitCode, wrong.ExitCode));
        Assert.Contains("does not exist", missing.Error, StringComparison.Ordinal);
        Assert.Contains("dir:", wrong.Error, StringComparison.Ordinal);
    }
}
