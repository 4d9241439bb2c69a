using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Tests.Sources;

/// <summary>Reads a followed source while a manual clock goes on.</summary>
internal static class SourceFollowing
{
    /// <summary>Reads until <paramref name="count"/> records came, acknowledging each batch. Time passes only while the source waits.</summary>
    public static async Task<List<SeenRecord>> TakeAsync(IRecordSource source, ManualTimeProvider clock, int count, bool acknowledge = true)
    {
        var seen = new List<SeenRecord>();
        var batch = new RecordBatch(64);
        while (seen.Count < count)
        {
            Task<bool> read = source.ReadAsync(batch, CancellationToken.None).AsTask();
            await PassTimeAsync(read, clock);
            Assert.True(await read);
            seen.AddRange(SourceReading.Records(batch));
            if (acknowledge) await source.AcknowledgeAsync(batch, CancellationToken.None);
            batch.Clear();
        }
        return seen;
    }

    /// <summary>Lets the source look around for a while and checks that it has nothing to give.</summary>
    public static async Task AssertQuietAsync(IRecordSource source, ManualTimeProvider clock)
    {
        using var cancellation = new CancellationTokenSource();
        var batch = new RecordBatch(64);
        Task<bool> read = source.ReadAsync(batch, cancellation.Token).AsTask();
        for (int looks = 0; looks < 200 && !read.IsCompleted; looks++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.Equal(0, batch.Count);
    }

    private static async Task PassTimeAsync(Task read, ManualTimeProvider clock)
    {
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!read.IsCompleted)
        {
            Assert.False(patience.IsCancellationRequested, "The source gave nothing.");
            clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }
}
