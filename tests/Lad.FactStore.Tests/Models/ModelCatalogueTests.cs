using Lad.Detection;
using Lad.FactStore.Auditing;
using Lad.FactStore.Models;
using Lad.FactStore.Safety;
using Lad.FactStore.Storage;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests;
using NSubstitute;

namespace Lad.FactStore.Tests.Models;

public sealed class ModelCatalogueTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ManualTimeProvider clock = new();
    private readonly ModelDirectory library;
    private readonly ModelCatalogue catalogue;

    public ModelCatalogueTests()
    {
        library = new ModelDirectory(directory.Path);
        catalogue = new ModelCatalogue(library, new AuditTrail(null!, clock), clock);
    }

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Versions_are_told_the_newest_first_with_what_they_say_of_themselves()
    {
        await PublishAsync("v1", 0.9);
        await PublishAsync("v2", 0.8);
        IReadOnlyList<ModelVersionView> versions = await catalogue.VersionsAsync("shop");
        Assert.Equal(["v2", "v1"], versions.Select(version => version.Stored.Version));
        Assert.Equal([true, false], versions.Select(version => version.Stored.IsCurrent));
        Assert.Equal([0.8, 0.9], versions.Select(version => version.Threshold));
        Assert.Equal((2, 3, "quantile"), (versions[0].MapRows, versions[0].MapColumns, versions[0].Policy));
        Assert.Equal(["shop"], await catalogue.NamesAsync());
    }

    [Fact]
    public async Task A_version_that_cannot_be_read_has_the_reason_and_the_others_their_content()
    {
        await PublishAsync("v1", 0.9);
        await PublishAsync("v2", 0.8);
        string path = (await catalogue.ListAsync("shop"))[1].Path;
        byte[] bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        IReadOnlyList<ModelVersionView> versions = await catalogue.VersionsAsync("shop");
        Assert.Null(versions[0].Fault);
        Assert.Null(versions[1].Metadata);
        Assert.NotEmpty(versions[1].Fault!);
        await Assert.ThrowsAsync<ModelStoreException>(() => catalogue.ReadAsync("shop", "v1"));
    }

    [Fact]
    public async Task The_version_in_force_is_read_when_none_is_named()
    {
        await PublishAsync("v1", 0.9);
        Assert.Equal("v1", (await catalogue.ReadAsync("shop", null)).Metadata.Version);
        await PublishAsync("v2", 0.8);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("v2", (await catalogue.ReadAsync("shop", null)).Metadata.Version);
    }

    [Theory]
    [InlineData("shop", "v9")]
    [InlineData("other", null)]
    [InlineData("../shop", null)]
    [InlineData("shop", "../v1")]
    public async Task What_is_not_there_is_unknown(string name, string? version)
    {
        await PublishAsync("v1", 0.9);
        await Assert.ThrowsAsync<UnknownModelException>(() => catalogue.ReadAsync(name, version));
    }

    [Fact]
    public async Task A_version_is_read_once_and_asked_for_anew_only_after_it_could_not_be_read()
    {
        DetectionModel model = SampleModels.Of("v1", SampleModels.Template("started"));
        IModelHistory history = Substitute.For<IModelHistory>();
        history.ListAsync(Arg.Any<CancellationToken>()).Returns([new StoredModel("v1", "path", 1, true)]);
        history.ReadAsync("v1", Arg.Any<CancellationToken>()).Returns(_ => throw new ModelStoreException("path", "away"), _ => model);
        IModelLibrary away = Substitute.For<IModelLibrary>();
        away.History("shop").Returns(history);
        var tested = new ModelCatalogue(away, new AuditTrail(null!, clock), clock);
        await Assert.ThrowsAsync<ModelStoreException>(() => tested.ReadAsync("shop", null));
        Assert.Same(model, await tested.ReadAsync("shop", null));
        Assert.Same(model, await tested.ReadAsync("shop", "v1"));
        await history.Received(2).ReadAsync("v1", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_place_that_answers_late_is_asked_once()
    {
        var read = new TaskCompletionSource<IReadOnlyList<string>>();
        IModelLibrary slow = Substitute.For<IModelLibrary>();
        // A call that is only configured, not awaited.
#pragma warning disable CA2012
        slow.NamesAsync(Arg.Any<CancellationToken>()).Returns(_ => new ValueTask<IReadOnlyList<string>>(read.Task));
#pragma warning restore CA2012
        var tested = new ModelCatalogue(slow, new AuditTrail(null!, clock), clock);
        Task<IReadOnlyList<string>> first = tested.NamesAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        Task<IReadOnlyList<string>> second = tested.NamesAsync();
        read.SetResult(["shop"]);
        Assert.Equal(["shop"], await first);
        Assert.Equal(["shop"], await second);
        await slow.Received(1).NamesAsync(Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Two_versions_are_compared_and_a_map_has_a_cell_for_each_unit()
    {
        await library.History("shop").PublishAsync(SampleModels.Of("v1", SampleModels.Template("started")));
        await library.History("shop").PublishAsync(SampleModels.Of("v2", SampleModels.Template("started"), SampleModels.Template("stopped")));
        Assert.Equal("stopped", Assert.Single((await catalogue.CompareAsync("shop", "v1", "v2")).AddedTemplates).Text);
        ModelMap map = await catalogue.MapAsync("shop", null);
        Assert.Equal(6, map.Landscape.Cells.Count);
        Assert.Equal(6, map.Nearest.Count);
    }

    [Fact]
    public async Task A_rollback_is_in_the_trail_before_it_is_done_and_one_that_was_refused_too()
    {
        await using FactStoreDatabase database = await FactStoreDatabase.OpenAsync(System.IO.Path.Combine(directory.Path, "facts.db"), clock);
        var audit = new AuditTrail(database, clock);
        var tested = new ModelCatalogue(library, audit, clock);
        await PublishAsync("v1", 0.9);
        await PublishAsync("v2", 0.8);
        await PublishAsync("v3", 0.7);
        Assert.Equal("v1", (await tested.RollbackAsync("shop", "v1", new Actor("ann", Role.Editor))).Metadata.Version);
        Assert.Equal("v1", (await tested.ListAsync("shop")).Single(version => version.IsCurrent).Version);
        await File.WriteAllTextAsync((await tested.ListAsync("shop")).Single(version => version.Version == "v2").Path, "damaged");
        await Assert.ThrowsAsync<ModelStoreException>(() => tested.RollbackAsync("shop", "v2", new Actor("ann", Role.Editor)));
        await Assert.ThrowsAsync<UnknownModelException>(() => tested.RollbackAsync("shop", "v9", new Actor("ann", Role.Editor)));
        Assert.Equal("v1", (await tested.ReadAsync("shop", null)).Metadata.Version);
        IReadOnlyList<AuditEntry> entries = (await audit.ListAsync(null, 10)).Items;
        Assert.Equal(["model.rollback-refused", "model.rollback", "model.rollback"], entries.Select(entry => entry.Action));
        Assert.Equal(("ann", "shop", "from v3 to v1"), (entries[2].Actor, entries[2].Subject, entries[2].Detail));
    }

    private async Task PublishAsync(string version, double threshold)
    {
        DetectionModel model = SampleModels.Of(version, SampleModels.Template("started"));
        await library.History("shop").PublishAsync(model with { Threshold = model.Threshold with { Value = threshold } });
    }
}
