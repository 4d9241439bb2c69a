using System.IO.Pipelines;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.MultiLine;
using Lad.Pipeline.Sources.Pipes;

namespace Lad.Pipeline.Tests.Sources.Pipes;

public sealed class PipeSourceTests
{
    private readonly Pipe pipe = new();
    private readonly RecordBatch batch = new(100);

    private PipeSource Open() => new(pipe.Reader.AsStream(), "stdin", new PipeSourceOptions { MultiLine = MultiLineOptions.Off }, new ManualTimeProvider());

    private async Task WriteAsync(string text) => await pipe.Writer.WriteAsync(System.Text.Encoding.Latin1.GetBytes(text));

    private IEnumerable<string> Texts => SourceReading.Records(batch).Select(record => record.Text);

    [Fact]
    public async Task Lines_are_handed_on_as_they_come_and_the_rest_at_the_end()
    {
        await using var source = Open();
        await WriteAsync("one\ntwo\nthr");

        Assert.True(await source.ReadAsync(batch, default));
        Assert.Equal(["one", "two"], Texts);
        batch.Clear();

        ValueTask<bool> waiting = source.ReadAsync(batch, default);
        Assert.False(waiting.IsCompleted);
        await WriteAsync("ee\nfour");
        Assert.True(await waiting);
        Assert.Equal(["three"], Texts);
        batch.Clear();

        await pipe.Writer.CompleteAsync();
        Assert.True(await source.ReadAsync(batch, default));
        Assert.Equal(["four"], Texts);
        batch.Clear();
        Assert.False(await source.ReadAsync(batch, default));
    }

    [Fact]
    public async Task A_cancelled_wait_loses_nothing()
    {
        await using var source = Open();
        using var cancellation = new CancellationTokenSource();
        ValueTask<bool> waiting = source.ReadAsync(batch, cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        await WriteAsync("one\n");

        Assert.True(await source.ReadAsync(batch, default));
        Assert.Equal(["one"], Texts);
    }
}
