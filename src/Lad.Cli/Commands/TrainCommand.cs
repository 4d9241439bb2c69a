using System.CommandLine;
using System.Globalization;
using Lad.Cli.Configuration;
using Lad.Cli.Feedback;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Cli.Training;
using Lad.Detection;
using Lad.Detection.Training;
using Lad.Pipeline.Models;
using Lad.Pipeline.Training;

namespace Lad.Cli.Commands;

/// <summary><c>lad train</c>: learns a model.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("train", "Learns what the lines of a log normally look like, and keeps it as a model.",
            "lad train --from file:app.log",
            "zcat old.log.gz | lad train --model models:.lad/models --name checkout",
            "lad train --from file:app.log --update --parameter 0.001",
            "lad train --from es:logs-shop-* --nodes https://es-1:9200 --since -7d --max-records 500000");
        var update = new Option<bool>("--update") { Description = "Continues from the model in force: new words join, known ones keep their place." };
        command.AddInput();
        command.AddModel();
        command.AddTraining();
        command.AddFeedback();
        command.AddKafka();
        command.Options.Add(new SettingOption(KafkaCatalogue.Start, "--start", "WHERE"));
        command.AddElasticsearch();
        command.AddPeriod();
        command.Options.Add(update);
        Option<bool> force = command.AddForce();
        command.Runs(terminal, (line, cancellation) => TrainAsync(TrainingInput.Of(SettingOptions.Load(line, terminal)), line.GetValue(update), line.GetValue(force), terminal, cancellation));
        return command;
    }

    private static async Task<int> TrainAsync(LadSettings settings, bool update, bool force, Terminal terminal, CancellationToken cancellation)
    {
        TrainingOptions options = TrainingPlan.Of(settings, force);
        IModelStore store = ModelPlace.Open(settings, terminal);
        DetectionModel? previous = update ? await ModelPlace.ReadAsync(settings.Model, store, cancellation).ConfigureAwait(false) : null;
        var run = new TrainingRun(settings, terminal);
        TrainingFeedback feedback = await FeedbackAsync(settings, store, previous, terminal, cancellation).ConfigureAwait(false);
        DetectionModel model = await run.LearnAsync(options, previous, feedback, cancellation).ConfigureAwait(false)
            ?? throw new CommandException($"{settings.Input.From} holds no message to learn from{(run.Unusable > 0 ? $": none of its {run.Unusable} records has one (--field none takes whole lines)" : "")}.");
        await store.PublishAsync(model, cancellation).ConfigureAwait(false);
        Describe(model, run, store, terminal.Error);
        return ExitCode.Done;
    }

    private static async Task<TrainingFeedback> FeedbackAsync(LadSettings settings, IModelStore store, DetectionModel? previous, Terminal terminal, CancellationToken cancellation)
    {
        await using FeedbackFollowed followed = FeedbackFollowed.Start(settings, terminal, cancellation);
        await followed.ReadyAsync(cancellation).ConfigureAwait(false);
        TrainingFeedback feedback = TrainingJudgements.Of(followed.Slot.Current.States);
        if (feedback.IsEmpty || previous is not null) return feedback;
        try
        {
            return feedback with { Current = await store.ReadAsync(cancellation).ConfigureAwait(false) };
        }
        catch (ModelStoreException)
        {
            // It is to be replaced; without it the report has no scores from before.
            return feedback;
        }
    }

    private static void Describe(DetectionModel model, TrainingRun run, IModelStore store, TextWriter error)
    {
        error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"lad: learned {model.Metadata.Name} {model.Metadata.Version} from {model.Metadata.TrainingRecords:N0} records in {run.Elapsed.TotalSeconds:F1} s{(run.Unusable > 0 ? $" ({run.Unusable:N0} more had no message)" : "")}"));
        error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"lad: {model.Templates.Items.Count:N0} templates, {model.Words.Words.Count:N0} words, a map of {model.Map.Rows} x {model.Map.Columns}; an anomaly scores above {Math.Max(model.Threshold.Value, model.Threshold.Floor):F4} ({model.Threshold.Policy} {model.Threshold.Parameter})"));
        if (FeedbackSentence.Of(model) is { } feedback) error.WriteLine($"lad: {feedback}");
        error.WriteLine($"lad: kept in {store.Name}");
    }
}
