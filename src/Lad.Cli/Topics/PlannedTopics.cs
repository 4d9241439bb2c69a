using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Kafka.Topics;

namespace Lad.Cli.Topics;

/// <summary>The topics that the settings call for.</summary>
internal static class PlannedTopics
{
    /// <summary>Makes the plan.</summary>
    public static IReadOnlyList<TopicSpec> Of(LadSettings settings)
    {
        (KafkaSettings kafka, TopicSettings topics) = (settings.Kafka, settings.Topics);
        IReadOnlyList<string> inputs = settings.Input.From.Kind == LocationKind.Kafka ? settings.Input.From.Topics : [ServiceTopics.InputTopic];
        return TopicPlan.Of(new TopicPlanOptions
        {
            Inputs = inputs,
            Outputs = [.. Named(kafka.ScoredTopic, topics.ScoredRetention), .. Named(kafka.AnomaliesTopic, topics.AnomaliesRetention)],
            DeadLetters = [.. inputs.Select(kafka.DeadLettersOf)],
            Compacted = [.. new[] { kafka.ModelsTopic, kafka.FeedbackTopic, settings.Output.Cursor is { Kind: LocationKind.Kafka } cursor ? cursor.Path : "" }.Where(name => name.Length > 0)],
            Partitions = (int)topics.Partitions,
            Replication = (int)topics.Replication,
            Retention = topics.Retention,
            DeadLetterRetention = topics.DeadLetterRetention,
            MaxMessageBytes = (int)topics.MaxMessageBytes,
        });
    }

    private static IEnumerable<(string Name, TimeSpan Retention)> Named(string topic, TimeSpan retention) => topic.Length > 0 ? [(topic, retention)] : [];
}
