using BenchmarkDotNet.Attributes;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Sources.Files;

namespace Lad.Benchmarks.Graph;

/// <summary>A file of two million lines through the whole graph to a file with every verdict; figures are for one record.</summary>
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class FileToFileBenchmarks
{
    private const int Records = 2_000_000;
    private readonly string folder = Directory.CreateTempSubdirectory("lad-bench-").FullName;
    private ModelSlot models = null!;

    [Params(1, 2)]
    public int Parallelism { get; set; }

    private string Input => Path.Combine(folder, "input.log");

    private string Output => Path.Combine(folder, "verdicts.jsonl");

    [GlobalSetup]
    public void WriteInput()
    {
        var corpus = Corpus.Load();
        models = new ModelSlot(corpus.Detector);
        using var file = new FileStream(Input, FileMode.Create);
        for (int i = 0; i < Records; i++)
        {
            file.Write(corpus.Lines[i % corpus.Lines.Length]);
            file.WriteByte((byte)'\n');
        }
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<long> EveryVerdict()
    {
        await using var source = new FileSource(Input, FileSourceOptions.Default, TimeProvider.System);
        await using var sink = new JsonLinesSink("file", OutputFile.Open(Output));
        var graph = new DataflowScoringGraph(models, new GraphOptions { Parallelism = Parallelism });
        GraphReport report = await graph.RunAsync(new GraphEnds(source, sink, new DiscardingDeadLetterSink()), CancellationToken.None);
        return report.Counters.Scored == Records ? report.Counters.Bytes : throw new InvalidOperationException($"{report.Counters.Scored} of {Records} records have a verdict.");
    }
}
