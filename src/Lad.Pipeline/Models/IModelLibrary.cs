namespace Lad.Pipeline.Models;

/// <summary>A place of many models, each under its name and with its versions.</summary>
public interface IModelLibrary
{
    /// <summary>What an operator calls the place, e.g. <c>models:/var/lib/lad</c> or <c>kafka:lad.models</c>.</summary>
    string Name { get; }

    /// <summary>Names of the models in it, in ordinal order; none when nothing was published yet.</summary>
    /// <exception cref="ModelStoreException">The place cannot be read.</exception>
    ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation = default);

    /// <summary>The versions of one model.</summary>
    /// <exception cref="ModelStoreException">The name cannot be one of a model.</exception>
    IModelHistory History(string name);

    /// <summary>
    /// Looks for changes of all models until cancelled: first each model in force, <c>default</c> as the last, then one <see cref="ModelChangeKind.CaughtUp"/>, then what changes.
    /// A refusal is told once, and what was in force stays.
    /// </summary>
    /// <param name="cancellation">Ends the watch with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ModelStoreException">The place cannot be read at all.</exception>
    IAsyncEnumerable<ModelChange> WatchAllAsync(CancellationToken cancellation = default);
}
