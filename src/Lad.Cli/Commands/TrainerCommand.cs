using System.CommandLine;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Terminals;
using Lad.Cli.Training;
using Lad.Cli.Training.Service;

namespace Lad.Cli.Commands;

/// <summary><c>lad trainer</c>: learns models over time, and publishes those that pass a gate.</summary>
internal static class TrainerCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("trainer", "Learns models from the latest records on a schedule and on drift, one for all and one for each service, and publishes those that pass a gate.",
            "lad trainer --brokers kafka:9092",
            "lad trainer --from dir:/var/log/shop --model models:.lad/models --every 1h --window 7d",
            "lad trainer --from kafka:shop.logs,payment.logs --once --last 1000000",
            "lad trainer --from es:logs-shop-* --nodes https://es-1:9200 --model models:.lad/models --window 7d");
        var once = new Option<bool>("--once") { Description = "Learns from what there is now and ends: exit code 0 when every model was published or had nothing new, 1 when one was not, with the reason." };
        var update = new Option<bool>("--update") { Description = "Goes on from the current models, with what they have not learned from yet, instead of from scratch (Trainer:Update)." };
        var force = new Option<bool>("--force") { Description = "Learns and publishes whatever the gate says." };
        command.AddInput();
        command.AddModel();
        command.AddKafka();
        command.AddElasticsearch();
        command.AddPoll();
        command.AddTrainer();
        command.AddFeedback();
        command.AddHealth();
        command.Options.Add(once);
        command.Options.Add(update);
        command.Options.Add(force);
        command.Serves(terminal, (line, stop) =>
        {
            LadSettings settings = ServiceTopics.Of(SettingOptions.Load(line, terminal));
            if (line.GetValue(update)) settings = settings with { Trainer = settings.Trainer with { Update = true } };
            return HealthService.RunAsync(settings, "trainer", terminal, probed =>
                new TrainerService(settings, TrainingPlan.Of(settings, line.GetValue(force)), line.GetValue(force), probed).RunAsync(line.GetValue(once), stop), stop);
        }, line => line.GetValue(once));
        return command;
    }

    private static void AddTrainer(this Command command)
    {
        command.Options.Add(new SettingOption(TrainerCatalogue.Every, "--every", "DURATION"));
        command.Options.Add(new SettingOption(TrainerCatalogue.Window, "--window", "DURATION"));
        command.Options.Add(new SettingOption(TrainerCatalogue.LastRecords, "--last", "NUMBER"));
        command.Options.Add(new SettingOption(TrainerCatalogue.Reservoir, "--reservoir", "NUMBER"));
        command.Options.Add(new SettingOption(TrainerCatalogue.MinRecords, "--min-records", "NUMBER"));
        command.Options.Add(new SettingOption(TrainerCatalogue.ByService, "--by-service", "true|false"));
        command.Options.Add(new SettingOption(TrainerCatalogue.DriftShare, "--drift", "SHARE"));
        command.Options.Add(new SettingOption(SettingCatalogue.Seed, "--seed", "NUMBER"));
        command.Options.Add(new SettingOption(SettingCatalogue.Map, "--map", "SIZE"));
        command.Options.Add(new SettingOption(SettingCatalogue.TrainingThreads, "--threads", "NUMBER"));
        command.AddThreshold();
    }
}
