using System.Globalization;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Feedback;
using Lad.Cli.Health;
using Lad.Cli.Locations;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Models;
using Lad.Cli.Records;
using Lad.Cli.Terminals;
using Lad.Detection.Parsing;
using Lad.Detection.Training;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;
using Lad.Pipeline.Stages;
using Lad.Pipeline.Training;
using Lad.Pipeline.Training.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Training.Service;

/// <summary>Reads the history of a source at once, learns from it, and goes on reading and learning until stopped.</summary>
internal sealed class TrainerService
{
    private readonly LadSettings settings;
    private readonly Terminal terminal;
    private readonly ILogger log;
    private readonly ServiceReservoirs reservoirs;
    private readonly DriftWatch drift;
    private readonly TrainerIntake intake;
    private readonly Trainer trainer;
    private readonly TrainingMetrics? metrics;
    private FeedbackSlot judgements = new();

    /// <param name="settings">The settings.</param>
    /// <param name="options">How models are learned.</param>
    /// <param name="force">Whether they are published whatever the gate says.</param>
    /// <param name="terminal">The terminal.</param>
    public TrainerService(LadSettings settings, TrainingOptions options, bool force, Terminal terminal)
    {
        this.settings = settings;
        this.terminal = terminal;
        log = terminal.Log.CreateLogger(LogCategory.Training);
        reservoirs = new ServiceReservoirs(TrainerPlan.Reservoirs(settings));
        drift = new DriftWatch(TrainerPlan.Drift(settings.Trainer), settings.Model.Name);
        intake = new TrainerIntake(new ParseStage(new RecordParser(ParserSettings.Of(settings.Input))), reservoirs, drift, (int)settings.Pipeline.BatchSize);
        trainer = new Trainer(TrainerPlan.Options(settings, force), options, reservoirs, drift, Store, terminal.Clock, Tell, () => TrainingJudgements.Of(judgements.Current.States), terminal.Instrumentation);
        if (terminal.Instrumentation is not { } instrumentation) return;
        metrics = new TrainingMetrics(instrumentation, terminal.Clock);
        if (settings.Telemetry.PredecessorNames) PredecessorTrainings.Count(instrumentation, metrics);
        _ = new TrainerMetrics(instrumentation, trainer, intake, reservoirs, drift, terminal.Clock);
    }

    /// <summary>Runs.</summary>
    /// <param name="once">Whether to end after the history was learned from.</param>
    /// <param name="stop">Ends it at once; what is under way is given up.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(bool once, CancellationToken stop)
    {
        await using TrainerInput input = await TrainerInput.OpenAsync(settings, once, terminal, stop).ConfigureAwait(false);
        // It writes no verdicts: where those of scorers go does not say whether feedback is on a topic.
        await using FeedbackFollowed followed = FeedbackFollowed.Start(settings with { Output = new OutputSettings() }, terminal, stop);
        judgements = followed.Slot;
        await trainer.BeginAsync(stop).ConfigureAwait(false);
        await followed.ReadyAsync(stop).ConfigureAwait(false);
        terminal.Health.Started();
        terminal.Health.HasUnlessSaid(HealthPart.Input, $"reading {settings.Input.From}");
        terminal.Health.HasUnlessSaid(HealthPart.Model, "nothing was learned yet");
        if (input.Tail is { } tail) return await FollowAsync(input, tail, followed, stop).ConfigureAwait(false);
        await ReadAsync(input.History!, stop).ConfigureAwait(false);
        return await LearnAllAsync(stop).ConfigureAwait(false);
    }

    // What fails first ends all; a source that ends is learned from once more.
    private async Task<int> FollowAsync(TrainerInput input, OpenSource tail, FeedbackFollowed feedback, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task learning = LearnAsync(input, tail, ended.Token, out Task reading);
        Task watching = settings.Model.Location.Kind != LocationKind.File && drift.IsOn ? trainer.WatchAsync(ModelPlace.Library(settings, terminal.Clock, instrumentation: terminal.Instrumentation), ended.Token) : Task.Delay(Timeout.InfiniteTimeSpan, terminal.Clock, ended.Token);
        Task followed = feedback.WatchAsync(ended.Token);
        Task first = await Task.WhenAny(reading, learning, watching, followed).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        // The source is not closed under a reader's hands.
        await Task.WhenAll(reading, learning, watching, followed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stop.IsCancellationRequested && !first.IsFaulted) return ExitCode.Done;
        await first.ConfigureAwait(false);
        return await LearnAllAsync(stop).ConfigureAwait(false);
    }

    private Task LearnAsync(TrainerInput input, OpenSource tail, CancellationToken cancellation, out Task reading)
    {
        var history = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reading = Task.Run(() => intake.RunAsync(tail.Source, cancellation, history.Task), cancellation);
        return LearnAsync();

        async Task LearnAsync()
        {
            await input.Ready.WaitAsync(cancellation).ConfigureAwait(false);
            if (input.History is { } there) await ReadAsync(there, cancellation).ConfigureAwait(false);
            history.SetResult();
            await trainer.RunAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(OpenSource history, CancellationToken stop)
    {
        var progress = new WorkProgress(terminal.Clock) { Refresh = seen => seen.Set("reading the history", history.Fraction, intake.Received) };
        Task<bool> work = Task.Run(
            async () =>
            {
                await intake.RunAsync(history.Source, stop).ConfigureAwait(false);
                return true;
            },
            stop);
        await ProgressDisplay.ShowAsync(terminal, progress, work).ConfigureAwait(false);
        string unusable = intake.Unusable > 0 ? string.Create(CultureInfo.InvariantCulture, $", {intake.Unusable:N0} of them without a message") : "";
        log.HistoryRead(string.Create(CultureInfo.InvariantCulture,
            $"read {intake.Received:N0} records of {history.Source.Name} in {progress.Elapsed.TotalSeconds:F1} s{unusable}; kept {reservoirs.Amount(settings.Model.Name).Kept:N0} for {settings.Model.Name}, and those of {reservoirs.Services.Count:N0} services"),
            history.Source.Name, intake.Received, intake.Unusable, reservoirs.Amount(settings.Model.Name).Kept);
    }

    private async Task<int> LearnAllAsync(CancellationToken stop)
    {
        if (reservoirs.Amount(settings.Model.Name).Offered == 0)
            throw new CommandException($"{settings.Input.From} holds no message to learn from{(intake.Unusable > 0 ? $": none of its {intake.Unusable} records has one (--field none takes whole lines)" : "")}.");
        return await trainer.LearnAllAsync(stop).ConfigureAwait(false) ? ExitCode.Done : ExitCode.Failed;
    }

    private IModelStore Store(string name) => ModelPlace.Open(settings with { Model = settings.Model with { Name = name } }, terminal);

    private void Tell(TrainingEvent told)
    {
        metrics?.Take(told);
        TrainingEventLine.Tell(log, told);
        // What came of it is for people to judge: a trainer whose model was refused does its work.
        terminal.Health.Has(HealthPart.Model, TrainingEventLine.Of(told));
    }
}
