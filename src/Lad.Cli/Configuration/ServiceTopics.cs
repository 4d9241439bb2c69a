using Lad.Cli.Locations;

namespace Lad.Cli.Configuration;

/// <summary>What the long-running services read and write unless told otherwise: topics, where other commands have pipes, files and directories.</summary>
internal static class ServiceTopics
{
    /// <summary>The topic of records.</summary>
    public const string InputTopic = "lad.logs";

    /// <summary>The settings with topics for records, models, verdicts and dead letters wherever nobody has chosen anything.</summary>
    public static LadSettings Of(EffectiveSettings effective)
    {
        LadSettings settings = effective.Settings;
        return settings with
        {
            Input = settings.Input with { From = Chosen(SettingCatalogue.From, settings.Input.From, InputTopic) },
            Model = settings.Model with { Location = Chosen(SettingCatalogue.Model, settings.Model.Location, settings.Kafka.ModelsTopic) },
            Output = settings.Output with
            {
                To = Chosen(SettingCatalogue.To, settings.Output.To, settings.Kafka.ScoredTopic),
                DeadLetters = settings.Output.DeadLetters ?? new Location(LocationKind.Kafka, settings.Kafka.DeadLetterTopic),
            },
        };

        Location Chosen(Setting setting, Location location, string topic) => effective.Origin(setting) == EffectiveSettings.DefaultOrigin ? new Location(LocationKind.Kafka, topic) : location;
    }
}
