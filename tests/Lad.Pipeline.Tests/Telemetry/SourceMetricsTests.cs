using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Files;
using Lad.Pipeline.Sources.Lines;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Tests.Telemetry;

public sealed class SourceMetricsTests
{
    [Fact]
    public async Task Files_one_after_the_other_are_counted_together()
    {
        using var directory = new TemporaryDirectory();
        using var instrumentation = new Instrumentation(nameof(SourceMetricsTests) + Guid.NewGuid());
        using var values = new ObservedValues(instrumentation);
        SourceMetrics metrics = SourceMetrics.Of(instrumentation);
        Assert.Same(metrics, SourceMetrics.Of(instrumentation));
        string path = Path.Combine(directory.Path, "app.log");
        await File.WriteAllTextAsync(path, "one\ntwo\n" + new string('x', 300) + "\n");
        FileSourceOptions options = FileSourceOptions.Default with { Lines = LineOptions.Default with { MaxRecordBytes = 256 } };
        await using var first = new FileSource(path, options, TimeProvider.System);
        await using var second = new FileSource(path, options, TimeProvider.System);

        using (metrics.Observe(first.Counters)) await ReadAsync(first);
        using IDisposable present = metrics.Observe(second.Counters);
        await ReadAsync(second);

        Assert.Equal(first.Counters.Lines + second.Counters.Lines, values.Of("lad.file.lines"));
        Assert.Equal(6, values.Of("lad.file.lines"));
        Assert.Equal(first.Counters.DroppedBytes + second.Counters.DroppedBytes, values.Of("lad.file.dropped"));
        Assert.True(values.Of("lad.file.dropped") > 0);
        Assert.Equal((0, 0), (values.Of("lad.file.rotations"), values.Of("lad.file.truncations")));
    }

    private static async Task ReadAsync(FileSource source)
    {
        var batch = new RecordBatch(16);
        while (await source.ReadAsync(batch, CancellationToken.None)) batch.Clear();
    }
}
