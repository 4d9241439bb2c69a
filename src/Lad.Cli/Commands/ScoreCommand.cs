using System.CommandLine;
using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Feedback;
using Lad.Cli.Health;
using Lad.Cli.Models;
using Lad.Cli.Records;
using Lad.Cli.Running;
using Lad.Cli.Scoring;
using Lad.Cli.Terminals;
using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.Cli.Commands;

/// <summary><c>lad score</c>: scores records with a model.</summary>
internal static class ScoreCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("score", "Scores each record of a log with a model and says which are anomalies, and why.",
            "cat app.log | lad score --model models:.lad/models",
            "lad score --from file:app.log --to file:verdicts.jsonl --dead-letters dead.jsonl",
            "lad score --from file:app.log --follow --cursor .lad/app.cursor --emit anomalies",
            "lad score --from file:app.log --max-anomalies 10 --window 1h --format table",
            "lad score --from es:logs-shop-* --to es: --since -1h",
            "lad score --from es:logs-* --to es: --follow --cursor .lad/es.cursor --service checkout");
        var follow = new Option<bool>("--follow") { Description = "Keeps watching at the end of a file, across rotation and truncation, or an index; a new model is taken up at once." };
        command.AddInput();
        command.AddModel();
        command.AddOutput();
        command.AddScoring();
        command.AddFeedback();
        command.AddKafkaGroup();
        command.AddElasticsearch();
        command.AddPeriod();
        command.AddPoll();
        command.Options.Add(new SettingOption(SettingCatalogue.MaxInput, "--max-records", "NUMBER"));
        command.Options.Add(follow);
        command.AddHealth();
        command.Serves(terminal, (line, stop) =>
        {
            LadSettings settings = SettingOptions.Load(line, terminal).Settings;
            return line.GetValue(follow) ? HealthService.RunAsync(settings, "score", terminal, probed => ScoreAsync(settings, true, probed, stop), stop) : ScoreAsync(settings, false, terminal, stop);
        }, line => !line.GetValue(follow));
        return command;
    }

    private static async Task<int> ScoreAsync(LadSettings settings, bool follow, Terminal terminal, CancellationToken stop)
    {
        IModelStore store = ModelPlace.Open(settings, terminal);
        var slot = new ModelSlot();
        slot.Swap(new Detector(await ModelPlace.ReadAsync(settings.Model, store, stop).ConfigureAwait(false)));
        await using FeedbackFollowed feedback = FeedbackFollowed.Start(settings, terminal, stop);
        using var cluster = new ElasticsearchCluster(settings, terminal, isPatient: follow);
        await using OpenSource source = await (follow
            ? OpenSource.FollowingAsync(settings, fromEnd: false, terminal, stop, cluster)
            : OpenSource.ToEndAsync(settings, terminal, stop, settings.Output.Cursor, cluster)).ConfigureAwait(false);
        terminal.Health.Started();
        terminal.Health.HasModel(slot.Current!.Model.Metadata.Name, slot.Current.Model.Metadata.Version);
        await using GraphOutput output = await GraphOutput.OpenAsync(settings, terminal, cluster, stop).ConfigureAwait(false);
        await feedback.ReadyAsync(stop).ConfigureAwait(false);
        var run = new ScoringRun(settings, slot, feedback.Slot, terminal);
        if (!follow) return await run.RunAsync(source.Source, source, output, null, stop).ConfigureAwait(false);

        return await Companions.RunAsync(ended => run.RunAsync(source.Source, source, output, null, ended), stop, new ModelWatch(store, slot, terminal).RunAsync, feedback.WatchAsync).ConfigureAwait(false);
    }
}
