using Lad.Detection;

namespace Lad.Pipeline.Models;

/// <summary>Where models are published by a trainer and taken up by scorers.</summary>
public interface IModelStore
{
    /// <summary>What an operator calls the store, e.g. <c>models:/var/lib/lad/default</c> or <c>file:model.lad</c>.</summary>
    string Name { get; }

    /// <summary>The model in force, <see langword="null"/> when none was published yet.</summary>
    /// <exception cref="ModelStoreException">It cannot be read, or its snapshot was refused.</exception>
    ValueTask<DetectionModel?> ReadAsync(CancellationToken cancellation = default);

    /// <summary>Puts <paramref name="model"/> in force. Readers see the old model or the new one, never a part of one.</summary>
    /// <exception cref="ModelStoreException">It cannot be written; the old model stays in force.</exception>
    ValueTask PublishAsync(DetectionModel model, CancellationToken cancellation = default);

    /// <summary>
    /// Looks for changes until cancelled. Yields each model that comes into force, and each refusal once: the old model then stays.
    /// </summary>
    /// <param name="known">Version that the caller has already; <see langword="null"/> to get the one in force at once.</param>
    /// <param name="cancellation">Ends the watch with an <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<ModelUpdate> WatchAsync(string? known, CancellationToken cancellation = default);
}
