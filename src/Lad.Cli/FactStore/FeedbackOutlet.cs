using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Feedback;
using Lad.Cli.Locations;
using Lad.Cli.Terminals;
using Lad.Kafka.Feedback;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.FactStore;

/// <summary>Where a fact store publishes feedback.</summary>
internal static class FeedbackOutlet
{
    private static readonly Location UsualFile = new(LocationKind.File, FeedbackPlace.UsualFile);

    /// <summary>The place that the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="onKafka">Whether the command works with Kafka, so that feedback is on a topic unless told otherwise.</param>
    public static Location Location(LadSettings settings, bool onKafka) => settings.Feedback.Location
        ?? (onKafka && settings.Kafka.FeedbackTopic.Length > 0 ? new Location(LocationKind.Kafka, settings.Kafka.FeedbackTopic) : UsualFile);

    /// <summary>The place where every command with these settings publishes; <see langword="null"/> when that depends on what the command works with: entries in two places would be complete in neither.</summary>
    public static Location? Certain(LadSettings settings) => settings.Feedback.Location ?? (NamesKafka(settings) ? null : UsualFile);

    /// <summary>Makes the publisher.</summary>
    /// <exception cref="CommandException">Nothing can be published there.</exception>
    public static IFeedbackPublisher Open(LadSettings settings, Location place, Terminal terminal) => place.Kind switch
    {
        LocationKind.Kafka => new KafkaFeedbackPublisher(place.Path, settings.Kafka.ToClientOptions(KafkaLines.Of(terminal)), HasTransactions(settings.Kafka), terminal.Clock),
        LocationKind.File => new FeedbackFilePublisher(place.Path),
        _ => throw new CommandException($"{place} is no place for feedback: take kafka:TOPIC or file:FILE", ExitCode.Usage),
    };

    private static bool NamesKafka(LadSettings settings) =>
        settings.Input.From.Kind == LocationKind.Kafka || settings.Output.To.Kind == LocationKind.Kafka || settings.Model.Location.Kind == LocationKind.Kafka
        || settings.FactStore.From?.Kind == LocationKind.Kafka || settings.Kafka.BootstrapServers != new KafkaSettings().BootstrapServers;

    // They came with the same version of Kafka as headers, and need idempotence, which can be forbidden.
    private static bool HasTransactions(KafkaSettings settings) => settings.Headers && settings.Client.GetValueOrDefault("enable.idempotence", "true") is "true";
}
