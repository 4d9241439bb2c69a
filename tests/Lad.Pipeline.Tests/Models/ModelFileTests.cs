using Lad.Detection.Snapshots;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Tests.Models;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryDirectory root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task A_published_model_is_read()
    {
        var store = new ModelFile(root.File("model.lad"));
        Assert.Null(await store.ReadAsync());
        await store.PublishAsync(SampleModels.Of("v1"));
        await store.PublishAsync(SampleModels.Of("v2"));
        Assert.Equal("v2", (await store.ReadAsync())!.Metadata.Version);
        Assert.Equal([root.File("model.lad")], Directory.EnumerateFiles(root.Path));
    }

    [Fact]
    public async Task What_is_not_a_snapshot_is_refused_with_its_path()
    {
        File.WriteAllText(root.File("model.lad"), "hello");
        var fault = await Assert.ThrowsAsync<ModelStoreException>(async () => await new ModelFile(root.File("model.lad")).ReadAsync());
        Assert.Equal(root.File("model.lad"), fault.Path);
        Assert.Equal(SnapshotFault.NotASnapshot, Assert.IsType<SnapshotException>(fault.InnerException).Fault);
    }

    [Fact]
    public async Task A_directory_is_refused_with_advice()
    {
        var store = new ModelFile(root.Path);
        Assert.Contains("models:", (await Assert.ThrowsAsync<ModelStoreException>(async () => await store.ReadAsync())).Message, StringComparison.Ordinal);
        Assert.Contains("models:", (await Assert.ThrowsAsync<ModelStoreException>(async () => await store.PublishAsync(SampleModels.Of("v1")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_directory_is_named_when_publishing()
    {
        var store = new ModelFile(root.File("missing/model.lad"));
        Assert.Contains("cannot be written", (await Assert.ThrowsAsync<ModelStoreException>(async () => await store.PublishAsync(SampleModels.Of("v1")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_sees_the_file_replaced()
    {
        var clock = new ManualTimeProvider();
        var store = new ModelFile(root.File("model.lad"), time: clock);
        await store.PublishAsync(SampleModels.Of("v1"));
        await using IAsyncEnumerator<ModelUpdate> watch = store.WatchAsync("v1").GetAsyncEnumerator();
        Task<bool> next = watch.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await store.PublishAsync(SampleModels.Of("v2-longer"));
        while (!next.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(await next);
        Assert.Equal("v2-longer", watch.Current.Model!.Metadata.Version);
    }
}
