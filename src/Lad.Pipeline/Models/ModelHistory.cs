using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Lad.Detection;
using Lad.Detection.Snapshots;

namespace Lad.Pipeline.Models;

/// <summary>The versions of one model in a <see cref="ModelDirectory"/>.</summary>
public sealed class ModelHistory : IModelHistory
{
    private readonly string path;
    private readonly ModelDirectoryOptions options;
    private readonly TimeProvider time;

    internal ModelHistory(string path, string model, ModelDirectoryOptions options, TimeProvider time)
    {
        this.path = path;
        Model = model;
        this.options = options;
        this.time = time;
    }

    /// <inheritdoc />
    public string Model { get; }

    /// <inheritdoc />
    public string Name => $"models:{path}";

    private string ManifestPath => Path.Combine(path, ModelManifest.FileName);

    /// <summary>Its versions, the newest first.</summary>
    /// <exception cref="ModelStoreException">The directory or the manifest cannot be read.</exception>
    public IReadOnlyList<StoredModel> List()
    {
        string? current = Current()?.Version;
        return [.. Snapshots().Select(file => new StoredModel(VersionOf(file), file.FullName, file.Length, VersionOf(file) == current))];
    }

    /// <summary>The version in force, <see langword="null"/> when none was published yet.</summary>
    /// <exception cref="ModelStoreException">The manifest cannot be read or is not one.</exception>
    public ModelManifest? Current() => ModelFiles.Guard(ManifestPath, "cannot be read", () =>
    {
        if (!File.Exists(ManifestPath)) return null;
        using FileStream file = File.OpenRead(ManifestPath);
        byte[] bytes = new byte[ModelManifest.MaxBytes];
        return ModelManifest.Parse(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), ManifestPath);
    });

    /// <summary>Reads a version, in force or not.</summary>
    /// <exception cref="ModelStoreException">There is no such version, or it was refused.</exception>
    public DetectionModel Read(string version) => Read(version, hash: null);

    ValueTask<IReadOnlyList<StoredModel>> IModelHistory.ListAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(List());
    }

    ValueTask<DetectionModel> IModelHistory.ReadAsync(string version, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(version));
    }

    /// <inheritdoc />
    public ValueTask<DetectionModel?> ReadAsync(CancellationToken cancellation = default)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            ModelManifest? manifest = Current();
            if (manifest is null) return ValueTask.FromResult<DetectionModel?>(null);
            try
            {
                return ValueTask.FromResult<DetectionModel?>(Read(manifest.Version, manifest.Hash));
            }
            catch (ModelStoreException) when (Current() != manifest)
            {
                // Publishers moved on and pruned this version between the two reads.
            }
        }
    }

    /// <inheritdoc />
    /// <remarks>
    /// The order is: snapshot into a temporary file, to disk, renamed; then the manifest the same way; then old versions are removed.
    /// Publishers take turns. Publishing the same version with the same content again puts it in force and changes nothing else.
    /// </remarks>
    public async ValueTask PublishAsync(DetectionModel model, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        string version = ModelName.Require(model.Metadata.Version, "version", path);
        if (model.Metadata.Name != Model) throw new ModelStoreException(path, $"the model to publish is named '{model.Metadata.Name}'. Publish it under that name.");
        byte[] snapshot = SnapshotWriter.Write(model);
        var manifest = new ModelManifest(version, Convert.ToHexStringLower(SHA256.HashData(snapshot)));

        using var turn = await ModelDirectoryLock.TakeAsync(path, options.LockTimeout, time, cancellation).ConfigureAwait(false);
        if (File.Exists(PathOf(version)) && !snapshot.AsSpan().SequenceEqual(ModelFiles.Guard(PathOf(version), "cannot be read", () => File.ReadAllBytes(PathOf(version)))))
            throw new ModelStoreException(PathOf(version), "holds another model of this version already. Versions are never rewritten: train again, or delete the file.");
        ModelFiles.Replace(PathOf(version), snapshot);
        ModelFiles.Replace(ManifestPath, manifest.ToBytes());
        Prune(version);
    }

    /// <inheritdoc />
    public async ValueTask<DetectionModel> RollbackAsync(string? version = null, CancellationToken cancellation = default)
    {
        if (version is not null) ModelName.Require(version, "version", path);
        if (!Directory.Exists(path)) throw new ModelStoreException(path, $"there is no model '{Model}'. `lad model list` shows which there are.");
        using var turn = await ModelDirectoryLock.TakeAsync(path, options.LockTimeout, time, cancellation).ConfigureAwait(false);
        string target = version ?? Previous();
        DetectionModel model = Read(target);
        byte[] snapshot = ModelFiles.Guard(PathOf(target), "cannot be read", () => File.ReadAllBytes(PathOf(target)));
        ModelFiles.Replace(ManifestPath, new ModelManifest(target, Convert.ToHexStringLower(SHA256.HashData(snapshot))).ToBytes());
        return model;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ModelUpdate> WatchAsync(string? known, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var timer = new PeriodicTimer(options.WatchInterval, time);
        string? refusal = null;
        do
        {
            ModelUpdate? update = await LookAsync(known, cancellation).ConfigureAwait(false);
            if (update is null) continue;
            known = update.Model?.Metadata.Version ?? known;
            if (update.Refused is null || update.Refused.Message != refusal) yield return update;
            refusal = update.Refused?.Message;
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>What there is to tell one who has version <paramref name="known"/>; <see langword="null"/> when nothing changed.</summary>
    internal async ValueTask<ModelUpdate?> LookAsync(string? known, CancellationToken cancellation)
    {
        try
        {
            if (Current() is not { } manifest || manifest.Version == known) return null;
            DetectionModel? model = await ReadAsync(cancellation).ConfigureAwait(false);
            return model is null || model.Metadata.Version == known ? null : new ModelUpdate(model, null);
        }
        catch (ModelStoreException refused)
        {
            return new ModelUpdate(null, refused);
        }
    }

    private DetectionModel Read(string version, string? hash)
    {
        string file = PathOf(ModelName.Require(version, "version", path));
        if (!File.Exists(file)) throw new ModelStoreException(file, $"there is no such version of model '{Model}'. `lad model list` shows which there are.");
        DetectionModel model = ModelFiles.Read(file, hash);
        return model.Metadata.Version == version ? model : throw new ModelStoreException(file,
            $"holds version '{model.Metadata.Version}', not the one it is named for. Give the file its own name, or delete it.");
    }

    private string Previous()
    {
        string current = Current()?.Version ?? throw new ModelStoreException(path, "no version is in force. Name the one to put in force.");
        return Snapshots().Select(VersionOf).FirstOrDefault(version => string.CompareOrdinal(version, current) < 0)
            ?? throw new ModelStoreException(path, $"no version is older than '{current}', which is in force.");
    }

    private void Prune(string current)
    {
        foreach (FileInfo file in Snapshots().Skip(options.KeptVersions).Where(file => VersionOf(file) != current))
            ModelFiles.Delete(file.FullName);
        foreach (string abandoned in Directory.EnumerateFiles(path, "*" + ModelFiles.Unfinished)) ModelFiles.Delete(abandoned);
    }

    private FileInfo[] Snapshots() => ModelFiles.Guard(path, "cannot be listed", () => Directory.Exists(path)
        ? new DirectoryInfo(path).EnumerateFiles("*" + ModelFiles.Extension)
            .Where(file => ModelName.IsValid(VersionOf(file)))
            .OrderByDescending(VersionOf, StringComparer.Ordinal)
            .ToArray()
        : []);

    private string PathOf(string version) => Path.Combine(path, version + ModelFiles.Extension);

    private static string VersionOf(FileInfo file) => file.Name[..^ModelFiles.Extension.Length];
}
