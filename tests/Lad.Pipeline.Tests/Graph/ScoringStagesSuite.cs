using System.Text;
using System.Text.Json;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Tests.Engines;

namespace Lad.Pipeline.Tests.Graph;

public abstract class ScoringStagesSuite<TEngine>
    where TEngine : IEngine
{
    private readonly ModelSlot models = new(TrainedModels.Shop);

    [Fact]
    public async Task Every_line_becomes_one_json_object_in_order_on_any_number_of_workers()
    {
        string[] lines = [.. Enumerable.Range(0, 3000).Select(i => i % 100 == 99 ? $"unheard {i}: \"quoted\" \\ and \u0007" : TrainedModels.Line(i))];
        var output = new MemoryStream();
        await using var sink = new JsonLinesSink("memory", output);
        var source = new ListSource(lines);

        GraphReport report = await TEngine.Graph(models, new GraphOptions { BatchSize = 64, Parallelism = 4 })
            .RunAsync(new GraphEnds(source, sink, new DiscardingDeadLetterSink()), CancellationToken.None);

        JsonElement[] records = [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(lines, records.Select(record => record.GetProperty("message").GetString()!));
        Assert.Equal(lines.Length, records.Select(record => record.GetProperty("event").GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(report.Counters.Anomalies, records.Count(record => record.GetProperty("event").GetProperty("kind").GetString() == "alert"));
        Assert.All(records, record => Assert.Equal(record.GetProperty("lad").GetProperty("anomaly").GetBoolean(), record.GetProperty("lad").TryGetProperty("reasons", out _)));
        Assert.Equal(["parse", "mask", "encode", "score", "threshold", "feedback", "verdict", "render"], report.Counters.Stages.Select(stage => stage.Name));
        Assert.All(report.Counters.Stages, stage => Assert.Equal(3000, stage.Sent));
    }
}
