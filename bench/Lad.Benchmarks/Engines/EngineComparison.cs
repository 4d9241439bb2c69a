using System.Globalization;
using Lad.Akka;
using Lad.Benchmarks.Graph;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;

namespace Lad.Benchmarks.Engines;

/// <summary>The same graph on both engines, lines in memory to every verdict as JSON, in turn; each run on Akka.Streams is held against the one on TPL Dataflow in its own round. What it takes to start is told apart.</summary>
internal static class EngineComparison
{
    /// <summary>Measures, and writes a table in Markdown.</summary>
    /// <param name="rounds">Rounds, each of one run on each engine.</param>
    /// <param name="records">Records of a run.</param>
    /// <param name="threads">Workers of the graph.</param>
    /// <param name="output">Receives the table.</param>
    public static async Task<int> RunAsync(int rounds, int records, int threads, TextWriter output)
    {
        var corpus = Corpus.Load();
        var models = new ModelSlot(corpus.Detector);
        var options = new GraphOptions { Parallelism = threads };
        Func<IScoringGraph>[] engines = [() => new DataflowScoringGraph(models, options), () => new AkkaScoringGraph(models, options)];
        foreach (Func<IScoringGraph> engine in engines) await MemoryRun.MeasureAsync(engine(), corpus, records);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds, {records:N0} records a run, {threads} workers, {AkkaVersion.Loaded.ToString(3)}\n"));
        output.WriteLine("| ns a record | Dataflow | Akka.Streams | throughput, Akka over Dataflow | processor, Dataflow | processor, Akka | start and end, Dataflow, ms | start and end, Akka, ms |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        var ratios = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            var runs = new MemoryRun[2];
            // Forwards, then backwards.
            for (int turn = 0; turn < 2; turn++)
            {
                int engine = (round + turn) % 2;
                runs[engine] = await MemoryRun.MeasureAsync(engines[engine](), corpus, records);
            }
            ratios.Add(runs[0].Wall / runs[1].Wall);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| round {round + 1} | {runs[0].Wall:F1} | {runs[1].Wall:F1} | {ratios[^1]:F3} | {runs[0].Processor:F1} | {runs[1].Processor:F1} | {runs[0].Around:F1} | {runs[1].Around:F1} |"));
        }
        ratios.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nThroughput, Akka.Streams over Dataflow: median {ratios[ratios.Count / 2]:F3}, least {ratios[0]:F3}, most {ratios[^1]:F3}"));
        return 0;
    }
}
