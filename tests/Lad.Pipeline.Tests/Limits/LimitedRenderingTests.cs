using System.Text;
using System.Text.Json;
using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Limits;

public sealed class LimitedRenderingTests
{
    [Fact]
    public void What_a_limit_suppressed_is_written_so_and_nothing_else_is_rendered_twice()
    {
        var models = new ModelSlot(new Detector(SampleModels.Of("v1")));
        var sink = new CountingSink();
        var options = new GraphOptions { Limit = new AnomalyLimit { Count = 1, Window = TimeSpan.FromSeconds(10) } };
        using var driver = new GraphDriver(models, new ManualTimeProvider(), options, ScriptedStage.Row(batch => batch.Assessments[0].IsAnomaly = batch.Record(0).StartsWith("0.99"u8)), sink);

        foreach (string line in (string[])["0.5", "0.992", "0.3", "0.997", "0.4"]) driver.Send(line);
        driver.Complete(out _);

        JsonElement[] records = [.. Encoding.UTF8.GetString(sink.Output.ToArray()).TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["event", "event", "event", "alert", "event"], records.Select(record => record.GetProperty("event").GetProperty("kind").GetString()));
        Assert.Equal([false, true, false, false, false], records.Select(record => record.GetProperty("lad").TryGetProperty("suppressed", out _)));
        Assert.Equal(6, sink.Renderings);
    }

    private sealed class CountingSink : IRenderingSink
    {
        private readonly JsonLinesSink inner;

        public CountingSink() => inner = new JsonLinesSink("memory", Output);

        public MemoryStream Output { get; } = new();

        public int Renderings { get; private set; }

        public string Name => inner.Name;

        public void Render(RecordBatch batch)
        {
            Renderings++;
            inner.Render(batch);
        }

        public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation) => inner.WriteAsync(batch, cancellation);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
