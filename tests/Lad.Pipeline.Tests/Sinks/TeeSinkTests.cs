using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Tests.Graph;

namespace Lad.Pipeline.Tests.Sinks;

public sealed class TeeSinkTests
{
    [Fact]
    public async Task A_tee_gives_the_batch_to_the_others_when_one_throws_and_fails_when_all_are_done()
    {
        var slow = new TaskCompletionSource();
        var tee = new TeeSink([new ThrowingSink(), new OverlappingSink { Delivering = _ => slow.Task }]);
        var batch = new RecordBatch(1);
        batch.Append("x"u8, new(new("s", "s"), 0, 1), 0);

        Task write = tee.WriteAsync(batch, CancellationToken.None).AsTask();
        Assert.False(write.IsCompleted);
        slow.SetResult();

        await Assert.ThrowsAsync<IOException>(() => write);
    }

    private sealed class ThrowingSink : IVerdictSink
    {
        public string Name => "throwing";

        public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation) => throw new IOException("broken");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
