using Lad.Cli.Locations;

namespace Lad.Cli.Configuration;

/// <summary>The settings of feedback.</summary>
internal static class FeedbackCatalogue
{
    public static Setting Location { get; } = new Setting<Location?>("Feedback:Location", SettingTypes.Place(true, LocationKind.Kafka, LocationKind.File),
        "Where the fact store publishes people's feedback, and scorers and trainers follow it: a topic or a file. Empty is the topic Kafka:FeedbackTopic for a command that works with topics, and .lad/feedback.jsonl for others.",
        s => s.Feedback.Location, (s, v) => s with { Feedback = s.Feedback with { Location = v } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Location];
}
