using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Locations;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Terminals;
using Lad.Cli.Training;
using Lad.Detection;
using Lad.Detection.Training;
using Lad.Pipeline.Models;
using Lad.Pipeline.Training;
using Lad.Pipeline.Training.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Running;

/// <summary>What <c>lad run</c> has in force when it begins to watch: the model there is, or one learned from history, as <c>Run:AtStart</c> says.</summary>
/// <param name="settings">The settings.</param>
/// <param name="learning">The settings as learning reads them.</param>
/// <param name="options">How is learned.</param>
/// <param name="store">Where the model is kept.</param>
/// <param name="cluster">The run's cluster.</param>
/// <param name="terminal">Is told.</param>
/// <param name="metrics">Is told of each training; <see langword="null"/> when nobody looks.</param>
internal sealed class StartingModel(LadSettings settings, LadSettings learning, TrainingOptions options, IModelStore store, ElasticsearchCluster cluster, Terminal terminal, TrainingMetrics? metrics)
{
    private readonly ILogger log = terminal.Log.CreateLogger(LogCategory.Training);
    private DetectionModel? known;

    /// <summary>Whether history is learned from before the watch begins; known once <see cref="ReadAsync"/> is done.</summary>
    public bool LearnsHistory { get; private set; }

    /// <summary>
    /// Whether the watch begins with what comes from now on: what was there before is history to learn from. Not when learning has a source or a time of its own; the input's time is the watch's then.
    /// </summary>
    public bool WatchesFromNow => LearnsHistory && (settings.Input.Since is null || (settings.Training.From is null && settings.Training.Since is null));

    /// <summary>Reads the model there is.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        known = await store.ReadAsync(cancellation).ConfigureAwait(false);
        LearnsHistory = (known is null || settings.Run.AtStart != RunSettings.Load) && learning.Input.From.Kind != LocationKind.Standard;
    }

    /// <summary>Learns from history when that is wanted, and keeps what was learned.</summary>
    /// <param name="feedback">What people said of anomalies.</param>
    /// <param name="cancellation">Stops reading and learning.</param>
    /// <returns>The model to begin with; <see langword="null"/> when there is none and history held nothing to learn from.</returns>
    public async Task<DetectionModel?> LearnAsync(TrainingFeedback feedback, CancellationToken cancellation)
    {
        if (!LearnsHistory) return known;
        terminal.Health.Lacks(HealthPart.Model, "warming", $"learning from {learning.Input.From}");
        DetectionModel? learned = null;
        var run = new TrainingRun(learning, terminal, cluster);
        using TrainingTrace trace = Begin();
        string reason = $"{learning.Input.From} held no message to learn from";
        try
        {
            learned = await run.LearnAsync(options, settings.Run.AtStart == RunSettings.Update ? known : null, feedback with { Current = known }, cancellation, trace).ConfigureAwait(false);
        }
        catch (UnmodellableStreamException refusal) when (known is not null)
        {
            reason = refusal.Message;
            End(trace, Told(run.Elapsed) with { Outcome = new TrainingOutcome(null, PublishingGate.Unmodellable(reason), 0, 0) });
        }
        if (learned is not null) await PublishAsync(learned, run.Elapsed, trace, cancellation).ConfigureAwait(false);
        else if (known is not null) log.ModelKept($"{known.Metadata.Name} {known.Metadata.Version}", " in force", reason);
        trace.End(Told(run.Elapsed) with { NothingNew = true });
        return learned ?? known;
    }

    /// <summary>Begins the span of a training.</summary>
    public TrainingTrace Begin() => new(terminal.Instrumentation, settings.Model.Name, Cause);

    /// <summary>Keeps a model that was learned.</summary>
    /// <param name="model">The model.</param>
    /// <param name="elapsed">How long learning took.</param>
    /// <param name="trace">The training's span, which ends with this.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task PublishAsync(DetectionModel model, TimeSpan elapsed, TrainingTrace trace, CancellationToken cancellation)
    {
        trace.Step("publishing");
        await store.PublishAsync(model, cancellation).ConfigureAwait(false);
        End(trace, Told(elapsed) with { Published = store.Name, Outcome = new TrainingOutcome(model, new GateDecision([]), model.Metadata.TrainingRecords, 0) });
        log.ModelLearned($"learned {model.Metadata.Name} {model.Metadata.Version} from {model.Metadata.TrainingRecords} records, kept in {store.Name}{FeedbackSentence.Behind(model)}", model.Metadata.Name, model.Metadata.Version, model.Metadata.TrainingRecords);
    }

    private TrainingCause Cause => known is null ? TrainingCause.FirstModel : TrainingCause.Request;

    private void End(TrainingTrace trace, TrainingEvent told)
    {
        trace.End(told);
        metrics?.Take(told);
    }

    // No gate is asked: there is nothing else to begin with, or it was wished for.
    private TrainingEvent Told(TimeSpan elapsed) => new(settings.Model.Name, Cause) { Elapsed = elapsed, Before = known?.Metadata.Version };
}
