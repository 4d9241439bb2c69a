using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.Cli.Models;

/// <summary>Finds the model that the settings name.</summary>
internal static class ModelPlace
{
    /// <summary>Where the model is read and published.</summary>
    public static IModelStore Open(ModelSettings settings, TimeProvider clock) => settings.Location.Kind switch
    {
        LocationKind.Models => new ModelDirectory(settings.Location.Path, time: clock).History(settings.Name),
        LocationKind.Kafka => throw new CommandException($"{settings.Location} cannot be opened as a place of models in this build yet."),
        _ => new ModelFile(settings.Location.Path, time: clock),
    };

    /// <summary>The model in force.</summary>
    /// <exception cref="CommandException">There is none; says how to get one.</exception>
    /// <exception cref="ModelStoreException">It was refused.</exception>
    public static async Task<DetectionModel> ReadAsync(ModelSettings settings, IModelStore store, CancellationToken cancellation) =>
        await store.ReadAsync(cancellation).ConfigureAwait(false) ?? throw new CommandException(
            settings.Location.Kind == LocationKind.Models
                ? $"there is no model '{settings.Name}' in {settings.Location}. Learn one first: lad train --from file:app.log --model {settings.Location}"
                : $"there is no model at {settings.Location}. Learn one first: lad train --from file:app.log --model {settings.Location}");
}
