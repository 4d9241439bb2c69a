namespace Lad.Pipeline.Models;

/// <summary>
/// A directory of models: for each name a directory with one snapshot a version, <c>NAME/VERSION.lad</c>, and a manifest <c>NAME/current</c>
/// that names the version in force. Any number of processes may read and publish at once.
/// </summary>
public sealed class ModelDirectory : IModelLibrary
{
    private readonly ModelDirectoryOptions options;
    private readonly TimeProvider time;

    /// <param name="path">The directory; it is made when the first model is published.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="time">The clock of watches and lock time-outs.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ModelDirectory(string path, ModelDirectoryOptions? options = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        this.options = options ?? new ModelDirectoryOptions();
        this.options.Validate();
        this.time = time ?? TimeProvider.System;
    }

    /// <inheritdoc />
    public string Name => $"models:{Path}";

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Names of the models in it, in ordinal order; none when the directory does not exist.</summary>
    /// <exception cref="ModelStoreException">The directory cannot be read.</exception>
    public IReadOnlyList<string> Names() => ModelFiles.Guard(Path, "cannot be listed", () =>
        Directory.Exists(Path)
            ? Directory.EnumerateDirectories(Path)
                .Where(directory => Directory.EnumerateFiles(directory, "*" + ModelFiles.Extension).Any())
                .Select(directory => System.IO.Path.GetFileName(directory))
                .Where(ModelName.IsValid)
                .Order(StringComparer.Ordinal)
                .ToArray()
            : []);

    /// <summary>The versions of one model.</summary>
    /// <exception cref="ModelStoreException">The name cannot be one of a model.</exception>
    public ModelHistory History(string name) => new(System.IO.Path.Combine(Path, ModelName.Require(name, "name", Path)), name, options, time);

    ValueTask<IReadOnlyList<string>> IModelLibrary.NamesAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Names());
    }

    IModelHistory IModelLibrary.History(string name) => History(name);

    /// <inheritdoc />
    public IAsyncEnumerable<ModelChange> WatchAllAsync(CancellationToken cancellation = default) => new ModelDirectoryWatch(this, options.WatchInterval, time).RunAsync(cancellation);
}
