using System.Collections;
using System.Globalization;
using System.IO.Pipelines;
using System.Reflection;
using System.Text.Json;
using Lad.Cli.Commands;
using Lad.Cli.Terminals;

namespace Lad.Cli.Tests.Commands;

public sealed class ExitCodeTests : IDisposable
{
    // A process that a signal ends: 128 and the signal's number.
    private static readonly int[] OfSignals = [130, 143];

    private readonly TemporaryDirectory directory = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Pipe input = new();

    public void Dispose()
    {
        stop.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void Docs_list_every_exit_code()
    {
        int[] codes = [.. typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!).Concat(OfSignals).Order()];
        int[] listed = [.. File.ReadLines(RepositoryRoot.PathTo("docs", "operations.md")).SkipWhile(line => line != "## Health and exit codes").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.Length > 3 && line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .Select(line => line.Split('|')[1].Trim()).Where(cell => int.TryParse(cell, out _)).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).Order()];

        Assert.Equal(codes, listed);
    }

    [Fact]
    public async Task A_service_that_is_stopped_while_it_learns_has_not_failed()
    {
        (int exitCode, string error) = await RunAsync("there is no model yet", "text", "run", "--model", "models:" + directory.PathTo("models"));

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains("lad: stopped as asked", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_with_an_end_that_is_stopped_before_it_was_done_has_failed()
    {
        await stop.CancelAsync();

        (int exitCode, string error) = await RunAsync("never", "text", "train", "--from", "file:" + directory.Write("app.log", "a line\n"), "--model", "models:" + directory.PathTo("models"));

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("lad: stopped before it was done.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_word_of_a_service_that_fails_is_an_error_in_json_too()
    {
        (int refused, string faults) = await RunAsync("never", "json", "scorer", "--config", directory.Write("lad.json", """{"Pipeline":{"BatchSize":0}}"""));
        (int failed, string failure) = await RunAsync("never", "json", "score", "--follow", "--from", "file:" + directory.PathTo("none.log"), "--model", "models:" + directory.PathTo("none"));

        Assert.Equal((ExitCode.Configuration, ExitCode.Failed), (refused, failed));
        JsonElement fault = JsonDocument.Parse(faults.TrimEnd().Split(Environment.NewLine)[^1]).RootElement;
        Assert.Equal(("error", "1002", ExitCode.Configuration), (fault.GetProperty("log.level").GetString(), fault.GetProperty("event.code").GetString(), fault.GetProperty("lad.exit_code").GetInt32()));
        JsonElement word = JsonDocument.Parse(failure.TrimEnd().Split(Environment.NewLine)[^1]).RootElement;
        Assert.Equal(("error", "1001", ExitCode.Failed), (word.GetProperty("log.level").GetString(), word.GetProperty("event.code").GetString(), word.GetProperty("lad.exit_code").GetInt32()));
    }

    private async Task<(int ExitCode, string Error)> RunAsync(string sign, string format, params string[] arguments)
    {
        using var error = new StoppingWriter(sign, stop);
        var terminal = new Terminal
        {
            Output = TextWriter.Null,
            Error = error,
            OpenInput = () => input.Reader.AsStream(),
            OpenOutput = () => Stream.Null,
            Variables = new Hashtable { ["Lad__Logging__Format"] = format },
        };
        int exitCode = await LadCommand.RunAsync(arguments, terminal, stop.Token);
        return (exitCode, error.ToString());
    }
}
