using System.Runtime.CompilerServices;
using Lad.Detection;
using Lad.Detection.Snapshots;

namespace Lad.Pipeline.Models;

/// <summary>One model in one file, without a history.</summary>
/// <param name="path">The file; its directory must exist when a model is published.</param>
/// <param name="watchInterval">How often a watch looks for a change; one second when not given.</param>
/// <param name="time">The clock of watches.</param>
public sealed class ModelFile(string path, TimeSpan? watchInterval = null, TimeProvider? time = null) : IModelStore
{
    private readonly TimeSpan interval = watchInterval ?? TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = time ?? TimeProvider.System;

    /// <inheritdoc />
    public string Name => $"file:{path}";

    /// <inheritdoc />
    public ValueTask<DetectionModel?> ReadAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Directory.Exists(path)) throw new ModelStoreException(path, $"is a directory. Name a file, or say models:{path} for a directory of models.");
        return ValueTask.FromResult(File.Exists(path) ? ModelFiles.Read(path) : null);
    }

    /// <inheritdoc />
    public ValueTask PublishAsync(DetectionModel model, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Directory.Exists(path)) throw new ModelStoreException(path, $"is a directory. Name a file, or say models:{path} for a directory of models.");
        ModelFiles.Replace(path, SnapshotWriter.Write(model), $".{Environment.ProcessId}{ModelFiles.Unfinished}");
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ModelUpdate> WatchAsync(string? known, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var timer = new PeriodicTimer(interval, clock);
        (DateTime Written, long Bytes)? seen = null;
        do
        {
            var file = new FileInfo(path);
            if (!file.Exists || seen == (file.LastWriteTimeUtc, file.Length)) continue;
            seen = (file.LastWriteTimeUtc, file.Length);
            ModelUpdate? update = await LookAsync(known, cancellation).ConfigureAwait(false);
            if (update is null) continue;
            known = update.Model?.Metadata.Version ?? known;
            yield return update;
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    private async ValueTask<ModelUpdate?> LookAsync(string? known, CancellationToken cancellation)
    {
        try
        {
            DetectionModel? model = await ReadAsync(cancellation).ConfigureAwait(false);
            return model is null || model.Metadata.Version == known ? null : new ModelUpdate(model, null);
        }
        catch (ModelStoreException refused)
        {
            return new ModelUpdate(null, refused);
        }
    }
}
