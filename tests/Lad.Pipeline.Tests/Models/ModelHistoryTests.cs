using System.Security.Cryptography;
using Lad.Detection;
using Lad.Detection.Snapshots;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Tests.Models;

public sealed class ModelHistoryTests : IDisposable
{
    private readonly TemporaryDirectory root = new();
    private readonly ModelHistory history;

    public ModelHistoryTests() => history = new ModelDirectory(root.Path).History("shop");

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task Nothing_is_in_force_before_the_first_model()
    {
        Assert.Null(await history.ReadAsync());
        Assert.Null(history.Current());
        Assert.Empty(history.List());
    }

    [Fact]
    public async Task The_model_published_last_is_in_force()
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        await history.PublishAsync(SampleModels.Of("v2"));
        Assert.Equal("v2", await VersionInForce());
        Assert.Equal([("v2", true), ("v1", false)], history.List().Select(model => (model.Version, model.IsCurrent)));
        Assert.Equal("v1", history.Read("v1").Metadata.Version);
    }

    [Fact]
    public async Task Only_snapshots_manifest_and_lock_are_left_behind()
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        File.WriteAllText(Shop("v0.lad.tmp"), "left by a publisher that died");
        await history.PublishAsync(SampleModels.Of("v2"));
        Assert.Equal([".lock", "current", "v1.lad", "v2.lad"], Directory.EnumerateFiles(Shop("")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_manifest_is_a_line_that_sha256sum_checks()
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Shop("v1.lad"))));
        Assert.Equal($"{hash}  v1.lad\n", File.ReadAllText(Shop("current")));
    }

    [Fact]
    public async Task The_newest_three_versions_stay()
    {
        for (int i = 1; i <= 5; i++) await history.PublishAsync(SampleModels.Of($"v{i}"));
        Assert.Equal(["v5", "v4", "v3"], history.List().Select(model => model.Version));
    }

    [Fact]
    public async Task The_version_in_force_stays_even_when_it_is_old()
    {
        var narrow = new ModelDirectory(root.Path, new ModelDirectoryOptions { KeptVersions = 1 }).History("shop");
        await narrow.PublishAsync(SampleModels.Of("v5"));
        await narrow.PublishAsync(SampleModels.Of("v1"));
        Assert.Equal([("v5", false), ("v1", true)], narrow.List().Select(model => (model.Version, model.IsCurrent)));
    }

    [Fact]
    public async Task A_version_is_never_rewritten()
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        await history.PublishAsync(SampleModels.Of("v1"));
        var fault = await Assert.ThrowsAsync<ModelStoreException>(async () => await history.PublishAsync(SampleModels.Of("v1", threshold: 0.5)));
        Assert.Equal(Shop("v1.lad"), fault.Path);
        Assert.Equal(0.99, (await history.ReadAsync())!.Threshold.Value);
    }

    [Fact]
    public async Task Rollback_puts_the_version_before_in_force()
    {
        for (int i = 1; i <= 3; i++) await history.PublishAsync(SampleModels.Of($"v{i}"));
        Assert.Equal("v2", (await history.RollbackAsync()).Metadata.Version);
        Assert.Equal("v2", await VersionInForce());
        await history.RollbackAsync();
        Assert.Equal("v1", await VersionInForce());
        Assert.Contains("no version is older", (await Refused(() => history.RollbackAsync())).Message, StringComparison.Ordinal);
        await history.RollbackAsync("v3");
        Assert.Equal("v3", await VersionInForce());
    }

    [Fact]
    public async Task Rollback_to_a_corrupt_or_missing_version_changes_nothing()
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        await history.PublishAsync(SampleModels.Of("v2"));
        Corrupt("v1");
        Assert.IsType<SnapshotException>((await Refused(() => history.RollbackAsync())).InnerException);
        Assert.Contains("no such version", (await Refused(() => history.RollbackAsync("v0"))).Message, StringComparison.Ordinal);
        Assert.Equal("v2", await VersionInForce());
    }

    [Fact]
    public async Task Rollback_of_an_unknown_model_makes_no_directory()
    {
        await Refused(() => history.RollbackAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(root.Path));
    }

    [Fact]
    public async Task A_snapshot_that_was_exchanged_is_refused_by_the_manifest()
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        File.WriteAllBytes(Shop("v1.lad"), SnapshotWriter.Write(SampleModels.Of("v1", threshold: 0.1)));
        Assert.Contains("SHA-256", (await Refused(async () => await history.ReadAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_under_another_name_is_refused()
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        File.Move(Shop("v1.lad"), Shop("v9.lad"));
        Assert.Contains("'v1'", Assert.Throws<ModelStoreException>(() => history.Read("v9")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1")]
    [InlineData("0123  v1.lad")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000  ../../etc/passwd.lad")]
    public async Task A_manifest_that_is_none_is_refused(string line)
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        File.WriteAllText(Shop("current"), line);
        Assert.Equal(Shop("current"), (await Refused(async () => await history.ReadAsync())).Path);
    }

    [Fact]
    public async Task A_directory_in_place_of_a_snapshot_is_refused_with_its_path()
    {
        await history.PublishAsync(SampleModels.Of("v1"));
        File.Delete(Shop("v1.lad"));
        Directory.CreateDirectory(Shop("v1.lad"));
        Assert.Equal(Shop("v1.lad"), (await Refused(async () => await history.ReadAsync())).Path);
        Assert.Equal(Shop("v1.lad"), (await Refused(async () => await history.PublishAsync(SampleModels.Of("v1")))).Path);
    }

    [Fact]
    public async Task A_model_of_another_name_is_not_published() =>
        Assert.Contains("'web'", (await Refused(async () => await history.PublishAsync(SampleModels.Of("v1", "web")))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("a b")]
    [InlineData("kö")]
    public void Names_that_could_leave_the_directory_are_refused(string name)
    {
        Assert.Throws<ModelStoreException>(() => new ModelDirectory(root.Path).History(name));
        Assert.Throws<ModelStoreException>(() => history.Read(name));
    }

    [Fact]
    public async Task Publishers_at_the_same_time_leave_one_whole_model_in_force()
    {
        Task[] publishers = [.. Enumerable.Range(1, 12).Select(i => Task.Run(async () => await new ModelDirectory(root.Path).History("shop").PublishAsync(SampleModels.Of($"v{i:00}"))))];
        while (!Task.WhenAll(publishers).IsCompleted)
        {
            if (await history.ReadAsync() is { } seen) Assert.StartsWith("v", seen.Metadata.Version, StringComparison.Ordinal);
            await Task.Yield();
        }

        await Task.WhenAll(publishers);
        Assert.Single(history.List(), model => model.IsCurrent);
        Assert.InRange(history.List().Count, 3, 4);
        Assert.NotNull(await history.ReadAsync());
    }

    [Fact]
    public async Task A_publisher_gives_up_when_another_holds_the_turn()
    {
        var clock = new ManualTimeProvider();
        var waiting = new ModelDirectory(root.Path, new ModelDirectoryOptions { LockTimeout = TimeSpan.FromSeconds(5) }, clock).History("shop");
        await history.PublishAsync(SampleModels.Of("v1"));
        using (File.Open(Shop(".lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Task publish = waiting.PublishAsync(SampleModels.Of("v2")).AsTask();
            while (!publish.IsCompleted)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            Assert.Equal(Shop(".lock"), (await Refused(() => publish)).Path);
        }
    }

    private async Task<string> VersionInForce() => (await history.ReadAsync())!.Metadata.Version;

    private string Shop(string file) => Path.Combine(root.Path, "shop", file);

    private void Corrupt(string version)
    {
        byte[] bytes = File.ReadAllBytes(Shop($"{version}.lad"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(Shop($"{version}.lad"), bytes);
    }

    private static Task<ModelStoreException> Refused(Func<Task> work) => Assert.ThrowsAsync<ModelStoreException>(work);

    private static Task<ModelStoreException> Refused<T>(Func<ValueTask<T>> work) => Assert.ThrowsAsync<ModelStoreException>(async () => await work());
}
