using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Feedback;
using Lad.Cli.Locations;
using Lad.Cli.Terminals;

namespace Lad.Cli.Doctor;

/// <summary>What is looked at: the settings as a service would have them, and which of their parts anything uses.</summary>
internal sealed class Scope
{
    /// <summary>The services that can be named.</summary>
    public static readonly string[] Services = ["scorer", "trainer", "factstore", "run"];

    private readonly string? service;
    private readonly EffectiveSettings effective;

    /// <param name="effective">The settings.</param>
    /// <param name="service">The one service that is meant; <see langword="null"/>: all that the settings mention.</param>
    /// <param name="limit">How long a check may take.</param>
    /// <param name="terminal">The clock and the environment.</param>
    public Scope(EffectiveSettings effective, string? service, TimeSpan limit, Terminal terminal)
    {
        (this.effective, this.service, Limit, Terminal) = (effective, service, limit, terminal);
        // The scorer and the trainer take topics where nobody has chosen; so does a fact store for its models. The others only when something names Kafka.
        bool topics = service is "scorer" or "trainer" or "factstore" || (service is null && Mentions("Kafka"));
        Settings = topics && !(service == "factstore" && effective.Settings.FactStore.From is { Kind: not LocationKind.Kafka }) ? ServiceTopics.Of(effective) : effective.Settings;
    }

    /// <summary>The settings.</summary>
    public LadSettings Settings { get; }

    /// <summary>How long a check may take.</summary>
    public TimeSpan Limit { get; }

    /// <summary>The clock and the environment.</summary>
    public Terminal Terminal { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock => Terminal.Clock;

    /// <summary>Whether records are scored.</summary>
    public bool Scores => service is null or "scorer" or "run";

    /// <summary>Whether models are learned and published.</summary>
    public bool Trains => service is "trainer" or "run" || (service is null && (effective.Origins.Keys.Any(key => key.StartsWith("Trainer:", StringComparison.OrdinalIgnoreCase) || key.StartsWith("Training:", StringComparison.OrdinalIgnoreCase)) || Mentions("Kafka")));

    /// <summary>Whether there is a fact store.</summary>
    public bool Stores => service is "factstore" || (service is null && Mentions("FactStore"));

    /// <summary>What is read: the input, and what is learned from where that is another place.</summary>
    public IReadOnlyList<Location> Inputs => service is "factstore" ? [] : [.. new[] { Scores || Settings.Training.From is null ? Settings.Input.From : null, Trains ? Settings.Training.From : null }.OfType<Location>().Distinct()];

    /// <summary>Where anomalies come from that the fact store keeps; <see langword="null"/>: there is none.</summary>
    public Location? Anomalies => !Stores ? null : Settings.FactStore.From ?? (Settings.Kafka.AnomaliesTopic.Length > 0 ? new Location(LocationKind.Kafka, Settings.Kafka.AnomaliesTopic) : null);

    /// <summary>Where feedback is published; <see langword="null"/>: nowhere.</summary>
    public Location? Feedback => FeedbackPlace.Of(Settings);

    /// <summary>Every place that something is read from or written to.</summary>
    public IEnumerable<Location> Places => new[] { Settings.Model.Location, Anomalies, Feedback, Scores ? Settings.Output.To : null, Scores ? Settings.Output.DeadLetters : null, Scores ? Settings.Output.Cursor : null }.OfType<Location>().Concat(Inputs);

    /// <summary>Whether brokers are needed.</summary>
    public bool UsesKafka => Mentions("Kafka") || Places.Any(place => place.Kind == LocationKind.Kafka);

    /// <summary>Whether Elasticsearch is needed.</summary>
    public bool UsesElasticsearch => Places.Any(place => place.Kind == LocationKind.Elasticsearch) || (service is null && ClusterSetup.IsWanted(effective));

    private bool Mentions(string section) => effective.Origins.Keys.Any(key => key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase));
}
