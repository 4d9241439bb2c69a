using System.Globalization;
using Lad.Cli.Configuration;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Terminals;
using Lad.Cli.Training;
using Lad.Cli.Training.Service;
using Lad.Detection;
using Lad.Detection.Training;
using Lad.Pipeline.Models;
using Lad.Pipeline.Training;
using Lad.Pipeline.Training.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Running;

/// <summary>Learns a new model from recent messages on a schedule and publishes it if it passes the gate; whoever watches the store takes it up.</summary>
/// <param name="settings">The settings.</param>
/// <param name="options">How it is learned.</param>
/// <param name="recent">What it is learned from.</param>
/// <param name="slot">Holds the model that is continued.</param>
/// <param name="store">Where it is published.</param>
/// <param name="feedback">Says what people said of anomalies so far; that alone is no reason to learn anew.</param>
/// <param name="terminal">Is told.</param>
/// <param name="metrics">Is told of each training; <see langword="null"/> when nobody looks.</param>
internal sealed class Retraining(LadSettings settings, TrainingOptions options, RecentMessages recent, ModelSlot slot, IModelStore store, Func<TrainingFeedback> feedback, Terminal terminal, TrainingMetrics? metrics)
{
    private readonly ILogger log = terminal.Log.CreateLogger(LogCategory.Training);

    // How many records are enough is for Run:WarmUp to say.
    private readonly GatedTraining training = new(options, TrainerPlan.Rules(settings.Trainer) with { MinRecords = 1 }, settings.Trainer.HoldBack);

    /// <summary>Retrains until cancelled. What goes wrong is told, and the model in force stays.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (settings.Run.RetrainEvery == TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(settings.Run.RetrainEvery, terminal.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false)) await OnceAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The way the schedule ends.
        }
    }

    private async Task OnceAsync(CancellationToken cancellation)
    {
        if (recent.Count < settings.Run.WarmUp)
        {
            log.TrainingPutOff(string.Create(CultureInfo.InvariantCulture, $"not learning anew: {recent.Count:N0} new records, {settings.Run.WarmUp:N0} are needed (Run:WarmUp)"), recent.Count, settings.Run.WarmUp);
            return;
        }
        long began = terminal.Clock.GetTimestamp();
        DetectionModel? current = slot.Current?.Model;
        using var trace = new TrainingTrace(terminal.Instrumentation, settings.Model.Name, TrainingCause.Schedule);
        var told = new TrainingEvent(settings.Model.Name, TrainingCause.Schedule) { Before = current?.Metadata.Version };
        try
        {
            ReservoirSample sample = recent.Take();
            ModelIdentity identity = new(settings.Model.Name, GatedTraining.After(current, terminal.Clock.GetUtcNow()), "recent records");
            // The number of threads is the trainer's own; the graph goes on meanwhile.
            TrainingOutcome outcome = await Task.Run(() => training.Learn(sample.Messages, identity, current, continues: true, feedback(), trace, cancellation), cancellation).ConfigureAwait(false);
            told = told with { Outcome = outcome };
            if (outcome.Model is not { } model || !outcome.Decision.Passes && !options.Force)
            {
                End();
                log.ModelKept("the old one", "", outcome.Decision.Summary);
                return;
            }
            trace.Step("publishing");
            await store.PublishAsync(model, cancellation).ConfigureAwait(false);
            recent.Forget(sample);
            told = told with { Published = store.Name };
            End();
            log.ModelLearned(string.Create(CultureInfo.InvariantCulture, $"learned {model.Metadata.Name} {model.Metadata.Version} from {model.Metadata.TrainingRecords:N0} records, {outcome.Learned:N0} of them new; {outcome.Decision.Summary}{FeedbackSentence.Behind(model)}"), model.Metadata.Name, model.Metadata.Version, model.Metadata.TrainingRecords);
        }
        catch (ModelStoreException refusal)
        {
            told = told with { Failure = refusal.Message };
            End();
            log.ModelKept("the old one", "", refusal.Message);
        }

        void End()
        {
            told = told with { Elapsed = terminal.Clock.GetElapsedTime(began) };
            trace.End(told);
            metrics?.Take(told);
        }
    }
}
