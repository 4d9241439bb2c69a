using System.Globalization;

namespace Lad.Kafka.Topics;

/// <summary>The topics as they should be.</summary>
public static class TopicPlan
{
    /// <summary>Makes the plan; a topic that has several parts is in it once, in its first.</summary>
    public static IReadOnlyList<TopicSpec> Of(TopicPlanOptions options)
    {
        IEnumerable<TopicSpec> topics =
        [
            .. options.Inputs.Select(name => Deleted(name, options.Retention, options, isInput: true)),
            .. options.Outputs.Select(output => Deleted(output.Name, output.Retention, options)),
            .. options.DeadLetters.Select(name => Deleted(name, options.DeadLetterRetention, options)),
            .. options.Compacted.Select(name => Compacted(name, options)),
        ];
        return [.. topics.DistinctBy(topic => topic.Name)];
    }

    private static TopicSpec Deleted(string name, TimeSpan retention, TopicPlanOptions options, bool isInput = false) => new(name, options.Partitions, options.Replication, new Dictionary<string, string>
    {
        ["cleanup.policy"] = "delete",
        ["retention.ms"] = Milliseconds(retention),
        ["max.message.bytes"] = Number(options.MaxMessageBytes),
    }, isInput);

    // One partition keeps a model's messages in order whatever its name; little data is cleaned early and in small segments, so that a reader from the beginning has little to skip.
    private static TopicSpec Compacted(string name, TopicPlanOptions options) => new(name, 1, options.Replication, new Dictionary<string, string>
    {
        ["cleanup.policy"] = "compact",
        ["min.cleanable.dirty.ratio"] = "0.1",
        ["segment.ms"] = Milliseconds(TimeSpan.FromHours(6)),
        ["delete.retention.ms"] = Milliseconds(TimeSpan.FromDays(1)),
        ["max.message.bytes"] = Number(options.MaxMessageBytes),
    });

    private static string Milliseconds(TimeSpan span) => ((long)span.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
