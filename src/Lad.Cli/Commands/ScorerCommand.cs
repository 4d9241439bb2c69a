using System.CommandLine;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Locations;
using Lad.Cli.Scorers;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary><c>lad scorer</c>: scores topics as a member of a consumer group, until it is stopped.</summary>
internal static class ScorerCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("scorer", "Scores topics of Kafka as a member of a consumer group: start as many as there are partitions, stop and kill them as you like.",
            "lad scorer --brokers kafka:9092",
            "lad scorer --from kafka:shop.logs,payment.logs --emit anomalies --group shop",
            "lad scorer --from kafka:shop.logs --to es: --nodes https://es-1:9200",
            "lad scorer --delivery exactly-once --kafka-client security.protocol=ssl");
        command.AddInput();
        command.Options.Add(new SettingOption(SettingCatalogue.Model, "--model", "URI", "-m"));
        command.AddOutput();
        command.AddScoring();
        command.AddFeedback();
        command.AddKafkaGroup();
        command.AddNodes();
        command.Options.Add(new SettingOption(KafkaCatalogue.Delivery, "--delivery", "GUARANTEE"));
        command.AddHealth();
        command.Serves(terminal, (line, stop) =>
        {
            LadSettings settings = Usual(SettingOptions.Load(line, terminal));
            return HealthService.RunAsync(settings, "scorer", terminal, probed => new ScorerService(settings, probed).RunAsync(stop), stop);
        });
        return command;
    }

    /// <summary>The settings of a scorer.</summary>
    /// <exception cref="CommandException">What is to be read is no topic, or exactly-once is to end elsewhere.</exception>
    internal static LadSettings Usual(EffectiveSettings effective)
    {
        LadSettings settings = ServiceTopics.Of(effective);
        if (settings.Input.From.Kind != LocationKind.Kafka)
            throw new CommandException($"lad scorer reads topics, and {settings.Input.From} is none. lad score --follow reads files, directories and pipes.", ExitCode.Usage);
        if (settings.Kafka.IsExactlyOnce && (settings.Output.To.Kind != LocationKind.Kafka || settings.Output.DeadLetters?.Kind != LocationKind.Kafka))
            throw new CommandException($"exactly-once delivers to topics alone: verdicts go to {settings.Output.To} and dead letters to {settings.Output.DeadLetters}. Name topics, or take --delivery at-least-once.", ExitCode.Usage);
        return settings;
    }
}
