using System.Text;
using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Inputs;
using Lad.Cli.Locations;

namespace Lad.Cli.Tests.Doctor.Inputs;

public sealed class FileInputCheckTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    [Fact]
    public async Task Lines_of_several_kinds_are_counted_by_kind_with_their_services()
    {
        string log = directory.Write("app.log", """
            {"@timestamp":"2026-11-20T10:00:00Z","message":"order 1 shipped","service":{"name":"shop"}}
            time=2026-11-20T10:00:01Z level=info msg="order 2 shipped" service=bank
            2026-11-20T10:00:02Z INFO order 3 shipped

            """);

        IReadOnlyList<Finding> findings = await LookAsync(log);

        string text = findings.Only("all of the latest 3 records").Text;
        Assert.Contains("1 JSON", text, StringComparison.Ordinal);
        Assert.Contains("1 logfmt", text, StringComparison.Ordinal);
        Assert.Contains("1 plain text", text, StringComparison.Ordinal);
        Assert.Contains("shop", text, StringComparison.Ordinal);
        Assert.All(findings, finding => Assert.Equal(FindingState.Ok, finding.State));
    }

    [Fact]
    public async Task A_field_that_no_record_has_is_a_fault_that_names_the_setting()
    {
        string log = directory.Write("app.log", string.Concat(Enumerable.Repeat("{\"message\":\"order shipped\"}\n", 10)));

        Finding fault = (await LookAsync(log, ("Input:Field", "payload.text"))).Only("have no message");

        Assert.Equal(FindingState.Fault, fault.State);
        Assert.Contains("Input:Field", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_that_cannot_be_are_warnings()
    {
        string log = directory.Write("app.log", "{\"@timestamp\":\"1970-01-01T00:00:01Z\",\"message\":\"a\"}\n{\"@timestamp\":\"2096-01-01T00:00:00Z\",\"message\":\"b\"}\n");

        IReadOnlyList<Finding> findings = await LookAsync(log);

        Assert.Equal(FindingState.Warning, findings.Only("before the year 2000").State);
        Assert.Equal(FindingState.Warning, findings.Only("from the future").State);
    }

    [Fact]
    public async Task What_is_missing_empty_a_directory_or_in_another_encoding_is_told_apart()
    {
        string wide = directory.PathTo("wide.log");
        await File.WriteAllTextAsync(wide, "order shipped\n", Encoding.Unicode);

        Assert.Equal(FindingState.Fault, (await LookAsync(directory.PathTo("none.log"))).Only("does not exist").State);
        Assert.Equal(FindingState.Warning, (await LookAsync(directory.Write("empty.log", ""))).Only("is empty").State);
        Assert.Contains("dir:", (await LookAsync(directory.Root)).Only("is a directory").Advice, StringComparison.Ordinal);
        Assert.Contains("iconv", (await LookAsync(wide)).Only("is UTF-16").Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_directory_the_latest_files_are_looked_at()
    {
        directory.Write("app.log", "2026-11-20T10:00:02Z INFO order 3 shipped\n");

        IReadOnlyList<Finding> findings = await Examined.FindingsAsync(new FileInputCheck(Examined.ScopeOf("run"), new Location(LocationKind.Directory, directory.Root)).LookAsync);

        Assert.Equal(FindingState.Ok, findings.Only("has 1 files").State);
        Assert.Equal(FindingState.Ok, findings.Only("all of the latest 1 records").State);
    }

    public void Dispose() => directory.Dispose();

    private static Task<IReadOnlyList<Finding>> LookAsync(string path, params (string, string)[] settings) =>
        Examined.FindingsAsync(new FileInputCheck(Examined.ScopeOf("run", settings), new Location(LocationKind.File, path)).LookAsync);
}
