using Lad.Pipeline.Models;

namespace Lad.Pipeline.Tests.Models;

public sealed class ModelDirectoryWatchTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryDirectory root = new();
    private readonly ManualTimeProvider clock = new();
    private readonly CancellationTokenSource end = new();
    private readonly ModelDirectory models;
    private readonly IAsyncEnumerator<ModelChange> watch;

    public ModelDirectoryWatchTests()
    {
        models = new ModelDirectory(root.Path, time: clock);
        watch = models.WatchAllAsync(end.Token).GetAsyncEnumerator();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await watch.DisposeAsync();

    public void Dispose()
    {
        end.Dispose();
        root.Dispose();
    }

    [Fact]
    public async Task All_models_are_told_the_default_last_then_what_changes()
    {
        foreach (string name in (string[])["default", "shop", "cart"]) await models.History(name).PublishAsync(SampleModels.Of("v1", name));
        Assert.Equal(["cart v1", "shop v1", "default v1", "CaughtUp"], new[] { await NextAsync(), await NextAsync(), await NextAsync(), await NextAsync() });

        await models.History("shop").PublishAsync(SampleModels.Of("v2"));
        Assert.Equal("shop v2", await NextAsync());
        Directory.Delete(Path.Combine(root.Path, "cart"), recursive: true);
        Assert.Equal("Removed cart", await NextAsync());
    }

    [Fact]
    public async Task A_bad_snapshot_is_refused_once_and_the_next_good_one_taken_up()
    {
        Assert.Equal("CaughtUp", await NextAsync());
        await models.History("shop").PublishAsync(SampleModels.Of("v1"));
        File.WriteAllText(Path.Combine(root.Path, "shop", "v1.lad"), "nothing");
        Assert.Equal("Refused shop", await NextAsync());
        Task<string> next = NextAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        await models.History("shop").PublishAsync(SampleModels.Of("v2"));
        Assert.Equal("shop v2", await next);
    }

    private async Task<string> NextAsync()
    {
        Task<bool> next = watch.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        Assert.True(await next.WaitAsync(Patience));
        return watch.Current.Model is { } model ? $"{watch.Current.Name} {model.Metadata.Version}" : $"{watch.Current.Kind} {watch.Current.Name}".TrimEnd();
    }
}
