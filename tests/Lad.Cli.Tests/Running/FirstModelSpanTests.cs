using System.Collections;
using System.Diagnostics;
using System.Text;
using Lad.Cli.Commands;
using Lad.Cli.Terminals;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Training.Telemetry;

namespace Lad.Cli.Tests.Running;

public sealed class FirstModelSpanTests : IDisposable
{
    private const int Lines = 400;
    private static readonly string[] Phases = ["mining templates", "learning words", "fitting the map", "calibrating", "publishing"];
    private readonly TemporaryDirectory directory = new();
    private readonly Instrumentation instrumentation = new(nameof(FirstModelSpanTests));
    private readonly StringWriter said = new();
    private readonly FinishedSpans spans;
    private readonly string log = string.Concat(Enumerable.Range(0, Lines).Select(i => $"job {i} of shop started on host-{i % 5} with {i % 7} workers\n"));

    public FirstModelSpanTests() => spans = new FinishedSpans(instrumentation);

    public void Dispose()
    {
        spans.Dispose();
        instrumentation.Dispose();
        directory.Dispose();
        said.Dispose();
    }

    [Fact]
    public async Task A_model_of_the_first_records_of_a_pipe_is_a_span_with_its_phases()
    {
        int exitCode = await RunAsync("--from", "-", "--warm-up", "200");

        Assert.True(exitCode == 0, said.ToString());

        Published();
    }

    [Fact]
    public async Task So_is_one_of_the_history_in_a_file()
    {
        using var stop = new CancellationTokenSource();
        Task<int> run = RunAsync(stop.Token, "--from", "file:" + directory.Write("app.log", log));
        for (long start = TimeProvider.System.GetTimestamp(); !spans.All.Any(static span => span.OperationName == TrainingTrace.Name) && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(60) && !run.IsCompleted;)
            await Task.Delay(20);
        await stop.CancelAsync();

        Assert.True(await run == 0, said.ToString());
        Published();
    }

    private void Published()
    {
        Activity whole = Assert.Single(spans.All, static span => span.OperationName == TrainingTrace.Name);
        Activity[] steps = [.. spans.All.Where(span => span.ParentSpanId == whole.SpanId)];
        Assert.Equal(Phases, steps.Select(static step => step.OperationName));
        Assert.Equal(("first", "published", Lines), (whole.GetTagItem("lad.training.cause"), whole.GetTagItem("lad.training.outcome"), Convert.ToInt32(whole.GetTagItem("lad.training.learned_records"), null)));
        Assert.Equal(ActivityStatusCode.Unset, whole.Status);
    }

    private Task<int> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    private Task<int> RunAsync(CancellationToken stop, params string[] arguments)
    {
        var terminal = new Terminal
        {
            Output = TextWriter.Null,
            Error = said,
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(log)),
            OpenOutput = () => Stream.Null,
            Variables = new Hashtable { ["Lad__Training__MapSize"] = "4x4" },
            Instrumentation = instrumentation,
        };
        return Task.Run(() => LadCommand.RunAsync(["run", .. arguments, "--model", "models:" + directory.PathTo("models"), "--feedback", "file:" + directory.PathTo("feedback.jsonl")], terminal, stop), CancellationToken.None);
    }
}
