using Lad.Pipeline.Models;

namespace Lad.Pipeline.Tests.Models;

public sealed class ModelDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task Names_are_those_of_directories_that_hold_snapshots()
    {
        var models = new ModelDirectory(root.Path);
        await models.History("web").PublishAsync(SampleModels.Of("v1", "web"));
        await models.History("shop").PublishAsync(SampleModels.Of("v1"));
        Directory.CreateDirectory(root.File("empty"));
        File.WriteAllText(root.File("note.lad"), "not in a directory");
        Assert.Equal(["shop", "web"], models.Names());
    }

    [Fact]
    public void A_missing_directory_has_no_names() => Assert.Empty(new ModelDirectory(root.File("missing")).Names());

    [Fact]
    public void All_faults_of_the_options_are_named_at_once()
    {
        var options = new ModelDirectoryOptions { KeptVersions = 0, WatchInterval = TimeSpan.Zero, LockTimeout = TimeSpan.FromSeconds(-1) };
        string message = Assert.Throws<ArgumentException>(() => new ModelDirectory(root.Path, options)).Message;
        Assert.All([nameof(options.KeptVersions), nameof(options.WatchInterval), nameof(options.LockTimeout)], name => Assert.Contains(name, message, StringComparison.Ordinal));
    }
}
