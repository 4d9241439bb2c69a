using System.Globalization;
using Lad.Benchmarks.Graph;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;

namespace Lad.Benchmarks.Telemetry;

/// <summary>
/// What metrics and traces cost the graph: lines in memory to every verdict as JSON, with nobody looking, with metrics, with metrics and traces, in turn. Each run is held against the one without in its own round, since on a machine
/// that does other things rounds differ by more than what is looked for.
/// </summary>
internal static class TelemetryCost
{
    private static readonly string[] Kinds = ["nobody looks", "metrics", "metrics and traces"];

    /// <summary>Measures, and writes a table in Markdown.</summary>
    /// <param name="rounds">Rounds, each of one run of each kind.</param>
    /// <param name="records">Records of a run.</param>
    /// <param name="threads">Workers of the graph.</param>
    /// <param name="output">Receives the table.</param>
    public static async Task<int> RunAsync(int rounds, int records, int threads, TextWriter output)
    {
        var corpus = Corpus.Load();
        var runs = new List<(MemoryRun Run, long Spans)>[Kinds.Length];
        for (int i = 0; i < runs.Length; i++) runs[i] = [];
        for (int warm = 0; warm < 2; warm++)
            for (int kind = 0; kind < Kinds.Length; kind++) await MeasureAsync(corpus, kind, records, threads);
        for (int round = 0; round < rounds; round++)
        {
            // Forwards, then backwards: no kind is always behind the same other one.
            for (int turn = 0; turn < Kinds.Length; turn++)
            {
                int kind = round % 2 == 0 ? turn : Kinds.Length - 1 - turn;
                runs[kind].Add(await MeasureAsync(corpus, kind, records, threads));
            }
        }
        output.WriteLine(Format($"{rounds} rounds, {records:N0} records a run, {corpus.Lines.Length:N0} distinct lines, {threads} workers; median (quartiles)\n"));
        output.WriteLine("| | ns a record, wall | ns a record, processor | least | against nobody, wall | against nobody, processor | of the least | bytes allocated a record | spans a run |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        double[] least = [.. runs.Select(kind => kind.Min(run => run.Run.Processor))];
        for (int kind = 0; kind < Kinds.Length; kind++)
        {
            string wall = Spread(runs[kind].Zip(runs[0], (one, none) => (one.Run.Wall / none.Run.Wall) - 1));
            string cpu = Spread(runs[kind].Zip(runs[0], (one, none) => (one.Run.Processor / none.Run.Processor) - 1));
            output.WriteLine(Format($"| {Kinds[kind]} | {Quartiles(runs[kind].Select(run => run.Run.Wall), "F1")} | {Quartiles(runs[kind].Select(run => run.Run.Processor), "F1")} | {least[kind]:F1} | {(kind == 0 ? "" : wall)} | {(kind == 0 ? "" : cpu)} | {(kind == 0 ? "" : Share((least[kind] / least[0]) - 1))} | {Quartiles(runs[kind].Select(run => run.Run.Allocated), "F2")} | {Quartiles(runs[kind].Select(run => (double)run.Spans), "F0")} |"));
        }
        return 0;
    }

    private static async Task<(MemoryRun Run, long Spans)> MeasureAsync(Corpus corpus, int kind, int records, int threads)
    {
        using Looking? looking = kind == 0 ? null : new Looking(traces: kind == 2);
        var graph = new DataflowScoringGraph(new ModelSlot(corpus.Detector), new GraphOptions { Parallelism = threads }, instrumentation: looking?.Instrumentation);
        MemoryRun run = await MemoryRun.MeasureAsync(graph, corpus, records);
        return (run, looking?.Spans ?? 0);
    }

    private static string Spread(IEnumerable<double> shares) => Quartiles(shares, "+0.00%;-0.00%");

    private static string Share(double share) => share.ToString("+0.00%;-0.00%", CultureInfo.InvariantCulture);

    private static string Quartiles(IEnumerable<double> values, string format)
    {
        double[] sorted = [.. values.Order()];
        return Format($"{At(sorted, 0.5).ToString(format, CultureInfo.InvariantCulture)} ({At(sorted, 0.25).ToString(format, CultureInfo.InvariantCulture)} to {At(sorted, 0.75).ToString(format, CultureInfo.InvariantCulture)})");
    }

    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
