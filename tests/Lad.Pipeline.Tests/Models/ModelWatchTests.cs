using Lad.Detection.Snapshots;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Tests.Models;

public sealed class ModelWatchTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryDirectory root = new();
    private readonly ManualTimeProvider clock = new();
    private readonly CancellationTokenSource end = new();
    private readonly ModelHistory history;
    private readonly IAsyncEnumerator<ModelUpdate> watch;

    public ModelWatchTests()
    {
        history = new ModelDirectory(root.Path, time: clock).History("shop");
        watch = history.WatchAsync(known: null, end.Token).GetAsyncEnumerator();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await watch.DisposeAsync();

    public void Dispose()
    {
        end.Dispose();
        root.Dispose();
    }

    [Fact]
    public async Task A_watch_yields_each_model_that_comes_into_force()
    {
        Task<bool> next = watch.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await history.PublishAsync(SampleModels.Of("v1"));
        Assert.Equal("v1", (await After(next)).Model!.Metadata.Version);

        next = watch.MoveNextAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(next.IsCompleted);
        await history.PublishAsync(SampleModels.Of("v2"));
        Assert.Equal("v2", (await After(next)).Model!.Metadata.Version);

        next = watch.MoveNextAsync().AsTask();
        await history.RollbackAsync();
        Assert.Equal("v1", (await After(next)).Model!.Metadata.Version);
    }

    [Fact]
    public async Task A_corrupt_snapshot_is_refused_once_and_the_next_good_one_taken_up()
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        Assert.True(await watch.MoveNextAsync());
        await history.PublishAsync(SampleModels.Of("v2"));
        string path = Path.Combine(root.Path, "shop", "v2.lad");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..100]);

        ModelUpdate update = await After(watch.MoveNextAsync().AsTask());
        Assert.Null(update.Model);
        Assert.IsType<SnapshotException>(update.Refused!.InnerException);

        Task<bool> next = watch.MoveNextAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(next.IsCompleted);
        await history.PublishAsync(SampleModels.Of("v3"));
        Assert.Equal("v3", (await After(next)).Model!.Metadata.Version);
    }

    [Fact]
    public async Task A_watch_ends_when_cancelled()
    {
        Task<bool> next = watch.MoveNextAsync().AsTask();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private async Task<ModelUpdate> After(Task<bool> next)
    {
        while (!next.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(await next.WaitAsync(Patience));
        return watch.Current;
    }
}
