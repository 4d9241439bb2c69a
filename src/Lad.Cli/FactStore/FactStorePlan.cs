using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Hosting;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sources;

namespace Lad.Cli.FactStore;

/// <summary>What a fact store is made of.</summary>
internal sealed record FactStorePlan
{
    /// <summary>The database.</summary>
    public required string Connection { get; init; }

    /// <summary>How it is served.</summary>
    public required FactStoreOptions Options { get; init; }

    /// <summary>Where feedback is published; the service disposes of it.</summary>
    public required IFeedbackPublisher Publisher { get; init; }

    /// <summary>Opens the source of anomalies, which the service disposes of; <see langword="null"/>: another one puts them in.</summary>
    public Func<FactStoreParts, CancellationToken, Task<IRecordSource>>? Anomalies { get; init; }

    /// <summary>The models; <see langword="null"/>: it knows none.</summary>
    public IModelLibrary? Models { get; init; }

    /// <summary>How much is kept.</summary>
    public ArchiveRetention Retention { get; init; } = new();

    /// <summary>Whether judgements are counted under the predecessor's name too.</summary>
    public bool PredecessorNames { get; init; }

    /// <summary>The plan of <c>lad factstore</c>.</summary>
    /// <param name="effective">The settings.</param>
    /// <param name="terminal">Hears what an operator must know.</param>
    /// <exception cref="CommandException">Nothing says where anomalies come from.</exception>
    public static FactStorePlan Of(EffectiveSettings effective, Terminal terminal)
    {
        LadSettings settings = effective.Settings;
        Location from = From(settings);
        if (from.Kind == LocationKind.Kafka) settings = settings with { Model = ServiceTopics.Of(effective).Model };
        return Of(settings, FeedbackOutlet.Location(settings, from.Kind == LocationKind.Kafka), terminal) with { Anomalies = (parts, cancellation) => AnomalySource.OpenAsync(settings, from, parts, terminal, cancellation) };
    }

    /// <summary>The plan without a source of anomalies: for a process that finds them itself.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="feedback">Where feedback is published.</param>
    /// <param name="terminal">Hears what an operator must know.</param>
    public static FactStorePlan Of(LadSettings settings, Location feedback, Terminal terminal) => new()
    {
        Connection = settings.FactStore.Connection(),
        Options = settings.FactStore.ToOptions(terminal.Log),
        Publisher = FeedbackOutlet.Open(settings, feedback, terminal),
        Models = settings.Model.Location.Kind == LocationKind.File ? null : ModelPlace.Library(settings, terminal),
        Retention = Keep(settings.FactStore),
        PredecessorNames = settings.Telemetry.PredecessorNames,
    };

    // A group stays as long as its anomalies.
    private static ArchiveRetention Keep(FactStoreSettings settings)
    {
        var kept = new ArchiveRetention { Age = settings.Retention, MaxAnomalies = settings.MaxAnomalies };
        return kept.Age > kept.GroupAge ? kept with { GroupAge = kept.Age } : kept;
    }

    private static Location From(LadSettings settings) => settings.FactStore.From
        ?? (settings.Kafka.AnomaliesTopic.Length > 0
            ? new Location(LocationKind.Kafka, settings.Kafka.AnomaliesTopic)
            : throw new CommandException("nothing says where anomalies come from: Kafka:AnomaliesTopic is empty. Name a topic or a file of verdicts: --from kafka:lad.anomalies, --from file:verdicts.jsonl", ExitCode.Usage));
}
