using System.Diagnostics;
using System.Globalization;
using Lad.Benchmarks.Graph;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks.Json;

namespace Lad.Benchmarks.Telemetry;

/// <summary>
/// What metrics and traces cost a batch: three graphs at once, one at which nobody looks, on one thread that takes the same lines through each in turn, from memory to acknowledgement. What the machine does besides meets all
/// three alike, and no queue or second thread blurs what is looked for. The SDK collects and its spans leave beside it, on threads of theirs.
/// </summary>
internal sealed class BatchCost : IAsyncDisposable
{
    // Each kind is as often before as behind each other.
    private static readonly int[][] Orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1], [2, 0, 1], [1, 0, 2]];
    private readonly int warm;
    private readonly Looking?[] looking = [null, new Looking(traces: false), new Looking(traces: true)];
    private readonly MemoryLines[] sources;
    private readonly GraphRun[] runs;
    private readonly List<double>[] took;

    private BatchCost(Corpus corpus)
    {
        warm = 2 * corpus.Lines.Length / new GraphOptions().BatchSize;
        sources = [.. looking.Select(_ => new MemoryLines(corpus.Lines, int.MaxValue, int.MaxValue, static () => { }, TimeProvider.System))];
        runs = [.. looking.Select((one, kind) => Start(corpus, sources[kind], one))];
        took = [.. looking.Select(_ => new List<double>())];
    }

    /// <summary>Measures, and writes a table in Markdown.</summary>
    /// <param name="rounds">How often.</param>
    /// <param name="batches">Batches of each graph in a round.</param>
    /// <param name="output">Receives the table.</param>
    public static async Task<int> RunAsync(int rounds, int batches, TextWriter output)
    {
        await using var cost = new BatchCost(Corpus.Load());
        await cost.TakeAsync(cost.warm);
        output.WriteLine("| us a batch, mean of | nobody looks | metrics | metrics and traces | metrics | metrics and traces |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        for (int round = 0; round < rounds; round++)
        {
            await cost.TakeAsync(batches);
            (int count, double[] means) = cost.Means();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {count:N0} batches | {means[0]:F1} | {means[1]:F1} | {means[2]:F1} | {(means[1] / means[0]) - 1:+0.00%;-0.00%} | {(means[2] / means[0]) - 1:+0.00%;-0.00%} |"));
        }
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (GraphRun run in runs)
        {
            await run.FinishAsync(Task.CompletedTask);
            run.Dispose();
        }
        foreach (Looking? one in looking) one?.Dispose();
    }

    private static GraphRun Start(Corpus corpus, MemoryLines source, Looking? looking) => new(
        new GraphOptions { Parallelism = 1 }, new ScoringStages(), new ModelSlot(corpus.Detector), new GraphEnds(source, new JsonLinesSink("memory", Stream.Null), new DiscardingDeadLetterSink()),
        new GraphCounters(), TimeProvider.System, null, looking?.Instrumentation, CancellationToken.None);

    private async Task TakeAsync(int batches)
    {
        foreach (List<double> times in took) times.Clear();
        for (int batch = 0; batch < batches; batch++)
            foreach (int kind in Orders[batch % Orders.Length]) took[kind].Add(await TakeAsync(sources[kind], runs[kind]));
    }

    private static async Task<double> TakeAsync(MemoryLines source, GraphRun run)
    {
        long begun = Stopwatch.GetTimestamp();
        RecordBatch batch = run.Rent();
        await source.ReadAsync(batch, CancellationToken.None);
        run.Began(batch);
        await run.DeliverAsync(run.Work(batch));
        return Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
    }

    // A thread that was put aside for a while says nothing of anybody: that turn is left out, for all three.
    private (int Count, double[] Means) Means()
    {
        double much = 3 * took[0].Order().ElementAt(took[0].Count / 2);
        int[] undisturbed = [.. Enumerable.Range(0, took[0].Count).Where(i => took.All(times => times[i] < much))];
        return (undisturbed.Length, [.. took.Select(times => undisturbed.Average(i => times[i]))]);
    }
}
