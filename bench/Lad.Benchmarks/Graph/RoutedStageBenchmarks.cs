using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Lad.Benchmarks.Budgets;
using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;

namespace Lad.Benchmarks.Graph;

/// <summary>
/// The row of stages on one core with a model for each of several services whose records are mixed in every batch; one service stands for the path that a single model takes. Figures are for one record.
/// </summary>
public class RoutedStageBenchmarks
{
    private const int Records = 512 * 64;
    private const int Kept = 20_000;
    private readonly SourceStream stream = new("memory", "memory");
    private readonly RecordBatch batch = new(512);
    private byte[][] lines = [];
    private StageRunner runner = null!;
    private int next;

    [Params(1, 3, 10)]
    public int Services { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var corpus = Corpus.Load();
        var random = new Random(1);
        lines = [.. corpus.Lines.Take(Kept).Select(line => Wrap(line, random.Next(Services)))];
        var router = new ModelRouter();
        for (int i = 0; i < Services; i++)
        {
            DetectionModel model = corpus.Detector.Model;
            router.Put(model with { Metadata = model.Metadata with { Name = i == 0 ? ModelName.Default : $"service-{i}" } });
        }
        runner = new StageRunner(router, new ScratchPool(), [.. new ScoringStages().Stages, new RenderStage(new JsonLinesSink("memory", Stream.Null))], new GraphCounters());
        for (int i = 0; i < 4 * lines.Length; i += batch.Capacity) Score();
    }

    [Benchmark(OperationsPerInvoke = Records)]
    [AllocationBudget(0)]
    public void BytesToScoredRecords()
    {
        for (int i = 0; i < Records; i += batch.Capacity) Score();
    }

    private void Score()
    {
        batch.Clear();
        while (!batch.IsFull)
        {
            batch.Append(lines[next], new SourcePosition(stream, next, next + 1), observedTicks: 638_000_000_000_000_000);
            next = next + 1 == lines.Length ? 0 : next + 1;
        }
        runner.Run(batch);
    }

    private static byte[] Wrap(byte[] line, int service) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["service"] = new { name = $"service-{service}" }, ["message"] = System.Text.Encoding.Latin1.GetString(line) });
}
