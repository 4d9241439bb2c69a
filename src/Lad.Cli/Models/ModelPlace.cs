using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Terminals;
using Lad.Detection;
using Lad.Kafka.Clients;
using Lad.Kafka.Models;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Models;

/// <summary>Finds the model that the settings name.</summary>
internal static class ModelPlace
{
    /// <summary>Where the model is read and published; the terminal hears what Kafka's client says.</summary>
    public static IModelStore Open(LadSettings settings, Terminal terminal) => Open(settings, terminal.Clock, KafkaLines.Of(terminal), terminal.Instrumentation);

    /// <summary>Where the model is read and published.</summary>
    public static IModelStore Open(LadSettings settings, TimeProvider clock, KafkaLog? log = null, Instrumentation? instrumentation = null) => settings.Model.Location.Kind == LocationKind.File
        ? new ModelFile(settings.Model.Location.Path, time: clock)
        : Library(settings, clock, log, instrumentation).History(settings.Model.Name);

    /// <summary>The place of models and their versions; the terminal hears what Kafka's client says.</summary>
    /// <exception cref="CommandException">The settings name one snapshot's file.</exception>
    public static IModelLibrary Library(LadSettings settings, Terminal terminal) => Library(settings, terminal.Clock, KafkaLines.Of(terminal), terminal.Instrumentation);

    /// <summary>The place of models and their versions.</summary>
    /// <exception cref="CommandException">The settings name one snapshot's file.</exception>
    public static IModelLibrary Library(LadSettings settings, TimeProvider clock, KafkaLog? log = null, Instrumentation? instrumentation = null) => settings.Model.Location.Kind switch
    {
        LocationKind.Models => new ModelDirectory(settings.Model.Location.Path, time: clock),
        LocationKind.Kafka => new KafkaModelTopic(settings.Model.Location.Path, settings.Kafka.ToClientOptions(log), time: clock, instrumentation: instrumentation),
        _ => throw new CommandException($"{settings.Model.Location} is one snapshot; versions are kept in a directory of models or a topic: --model models:DIRECTORY or --model kafka:TOPIC", ExitCode.Usage),
    };

    /// <summary>The model in force.</summary>
    /// <exception cref="CommandException">There is none; says how to get one.</exception>
    /// <exception cref="ModelStoreException">It was refused.</exception>
    public static async Task<DetectionModel> ReadAsync(ModelSettings settings, IModelStore store, CancellationToken cancellation) =>
        await store.ReadAsync(cancellation).ConfigureAwait(false) ?? throw new CommandException(
            settings.Location.Kind == LocationKind.File
                ? $"there is no model at {settings.Location}. Learn one first: lad train --from file:app.log --model {settings.Location}"
                : $"there is no model '{settings.Name}' in {settings.Location}. Learn one first: lad train --from file:app.log --model {settings.Location}");
}
