using System.CommandLine;
using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.FactStore;
using Lad.Cli.Feedback;
using Lad.Cli.Health;
using Lad.Cli.Models;
using Lad.Cli.Records;
using Lad.Cli.Running;
using Lad.Cli.Scoring;
using Lad.Cli.Terminals;
using Lad.Cli.Training;
using Lad.Detection;
using Lad.Detection.Training;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Training;
using Lad.Pipeline.Training.Telemetry;

namespace Lad.Cli.Commands;

/// <summary><c>lad run</c>: trains if there is no model, then watches, then retrains: one process.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("run", "Learns a model if there is none, watches the log, and learns anew on a schedule; one process, stopped by Ctrl-C.",
            "lad run --from file:app.log --emit anomalies",
            "journalctl -f | lad run --model models:.lad/models --retrain-every 1h",
            "lad run --from dir:/var/log/shop --cursor .lad/shop.cursor --to file:verdicts.jsonl",
            "lad run --from file:app.log --ui",
            "lad run --from es:logs-* --to es: --cursor .lad/es.cursor --nodes https://es-1:9200");
        command.AddInput();
        command.AddModel();
        command.AddOutput();
        command.AddScoring();
        command.AddFeedback();
        command.AddKafkaGroup();
        command.AddElasticsearch();
        command.AddSince();
        command.AddPoll();
        command.Options.Add(new SettingOption(SettingCatalogue.MaxInput, "--max-records", "NUMBER"));
        command.AddThreshold();
        command.AddHealth();
        command.Options.Add(new SettingOption(SettingCatalogue.Seed, "--seed", "NUMBER"));
        command.Options.Add(new SettingOption(SettingCatalogue.RetrainEvery, "--retrain-every", "DURATION"));
        command.Options.Add(new SettingOption(SettingCatalogue.Reservoir, "--reservoir", "NUMBER"));
        command.Options.Add(new SettingOption(SettingCatalogue.WarmUp, "--warm-up", "NUMBER"));
        var pages = new Option<bool>("--ui") { Description = "Shows what is found on web pages and takes what people say of it: keeps both in FactStore:ConnectionString, and says the address." };
        command.Options.Add(pages);
        command.Options.Add(new SettingOption(FactStoreCatalogue.Listen, "--listen", "ADDRESS"));
        Option<bool> force = command.AddForce();
        command.Serves(terminal, (line, stop) =>
        {
            EffectiveSettings effective = SettingOptions.Load(line, terminal);
            LadSettings settings = effective.Settings;
            TrainingOptions options = TrainingPlan.Of(settings, line.GetValue(force));
            return HealthService.RunAsync(settings, "run", terminal, probed => line.GetValue(pages)
                ? PagesBeside.RunAsync(settings, probed, store => RunAsync(settings, TrainingInput.Of(effective), options, store, probed, stop), stop)
                : RunAsync(settings, TrainingInput.Of(effective), options, null, probed, stop), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(LadSettings settings, LadSettings learning, TrainingOptions options, IVerdictSink? pages, Terminal terminal, CancellationToken stop)
    {
        using var cluster = new ElasticsearchCluster(settings, terminal, isPatient: true);
        await using FeedbackFollowed feedback = FeedbackFollowed.Start(settings, terminal, stop);
        IModelStore store = ModelPlace.Open(settings, terminal);
        var slot = new ModelSlot();
        var recent = new RecentMessages((int)settings.Run.Reservoir);
        TrainingMetrics? metrics = terminal.Instrumentation is { } instrumentation ? new TrainingMetrics(instrumentation, terminal.Clock) : null;
        if (metrics is not null && settings.Telemetry.PredecessorNames) PredecessorTrainings.Count(terminal.Instrumentation!, metrics);
        var start = new StartingModel(settings, learning, options, store, cluster, terminal, metrics);
        await start.ReadAsync(stop).ConfigureAwait(false);
        // What stands in a file already is history to learn from; the watch begins behind it, and so what comes while the model is learned waits its turn.
        await using OpenSource source = await OpenSource.FollowingAsync(settings, fromEnd: start.WatchesFromNow, terminal, stop, cluster).ConfigureAwait(false);
        terminal.Health.Started();
        await feedback.ReadyAsync(stop).ConfigureAwait(false);
        DetectionModel? model = await start.LearnAsync(Judgements(), stop).ConfigureAwait(false);
        await using var warm = new WarmedUpSource(source.Source);
        if (model is null)
        {
            (model, recent.Known) = await new FirstModel(settings, options, start, terminal).LearnAsync(warm, Judgements(), stop).ConfigureAwait(false);
        }
        slot.Swap(new Detector(model));
        terminal.Health.HasModel(model.Metadata.Name, model.Metadata.Version);

        await using GraphOutput output = await GraphOutput.OpenAsync(settings, terminal, cluster, stop).ConfigureAwait(false);
        return await Companions.RunAsync(
            ended => new ScoringRun(settings, slot, feedback.Slot, terminal).RunAsync(warm, source, output, pages is null ? recent : new TeeSink([recent, pages]), ended),
            stop,
            new ModelWatch(store, slot, terminal).RunAsync,
            new Retraining(settings, options, recent, slot, store, Judgements, terminal, metrics).RunAsync,
            feedback.WatchAsync).ConfigureAwait(false);

        TrainingFeedback Judgements() => TrainingJudgements.Of(feedback.Slot.Current.States);
    }
}
