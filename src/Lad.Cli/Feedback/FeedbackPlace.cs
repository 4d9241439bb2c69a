using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Terminals;
using Lad.Kafka.Feedback;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Feedback;

/// <summary>Finds the place of feedback that the settings name.</summary>
internal static class FeedbackPlace
{
    /// <summary>The file that plays the topic's part where nothing else does.</summary>
    public const string UsualFile = ".lad/feedback.jsonl";

    /// <summary>The place: the one that is set, else the topic when the command reads or writes topics, else the usual file. <see langword="null"/> when there is to be none.</summary>
    public static Location? Of(LadSettings settings)
    {
        if (settings.Feedback.Location is { } chosen) return chosen;
        if (!WorksWithTopics(settings)) return new Location(LocationKind.File, UsualFile);
        return settings.Kafka.FeedbackTopic.Length > 0 ? new Location(LocationKind.Kafka, settings.Kafka.FeedbackTopic) : null;
    }

    /// <summary>Follows a place.</summary>
    public static IFeedbackFeed Feed(Location place, LadSettings settings, Terminal terminal) => place.Kind == LocationKind.Kafka
        ? new KafkaFeedbackFeed(place.Path, settings.Kafka.ToClientOptions(KafkaLines.Of(terminal)), terminal.Clock, terminal.Instrumentation)
        : new FeedbackFileFeed(place.Path, terminal.Clock);

    private static bool WorksWithTopics(LadSettings settings) =>
        settings.Input.From.Kind == LocationKind.Kafka || settings.Output.To.Kind == LocationKind.Kafka || settings.Model.Location.Kind == LocationKind.Kafka;
}
