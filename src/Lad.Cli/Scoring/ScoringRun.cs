using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Logging;
using Lad.Cli.Records;
using Lad.Cli.Terminals;
using Lad.Detection.Parsing;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Scoring;

/// <summary>Runs a graph from a source to the ends that the settings name, and reports.</summary>
/// <param name="settings">The settings.</param>
/// <param name="models">Holds the models in force.</param>
/// <param name="feedback">Holds the feedback in force.</param>
/// <param name="terminal">The terminal.</param>
internal sealed class ScoringRun(LadSettings settings, IModelsInForce models, FeedbackSlot feedback, Terminal terminal)
{
    /// <summary>Runs until the source ends or the run is stopped.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="counters">What was read of it.</param>
    /// <param name="output">Where it is delivered.</param>
    /// <param name="tap">Receives the verdicts too.</param>
    /// <param name="stop">Drains and ends the run.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IRecordSource source, OpenSource counters, GraphOutput output, IVerdictSink? tap, CancellationToken stop)
    {
        var stages = new ScoringStages(new ParseStage(new RecordParser(ParserSettings.Of(settings.Input))));
        IScoringGraph graph = ScoringEngine.Make(settings.Pipeline.Engine, models, VerdictOutput.Size(settings) with { Traces = Traces }, stages, terminal.Clock, feedback, terminal.Instrumentation);
        IVerdictSink[] sinks = [output.Verdicts, .. new[] { tap, terminal.Anomalies, Predecessor() }.OfType<IVerdictSink>()];
        IVerdictSink sink = sinks.Length == 1 ? sinks[0] : new TeeSink(sinks);
        terminal.Health.HasUnlessSaid(HealthPart.Input, $"reading {source.Name}");
        Task<GraphReport> work = graph.RunAsync(new GraphEnds(source, sink, output.DeadLetters), stop);
        GraphReport report = await WatchAsync(work, graph, counters).ConfigureAwait(false);
        Report(report, output);
        return report.End is GraphEnd.Abandoned ? ExitCode.Failed : ExitCode.Done;
    }

    private PredecessorMetrics? Predecessor() => settings.Telemetry.PredecessorNames && terminal.Instrumentation is { } instrumentation ? new PredecessorMetrics(instrumentation, models) : null;

    private TraceSampling Traces => new() { Ratio = settings.Telemetry.TraceRatio, AnomaliesPerSecond = settings.Telemetry.AnomalyTracesPerSecond };

    private void Report(GraphReport report, GraphOutput output)
    {
        bool keepsDeadLetters = settings.Output.DeadLetters is not null;
        if (terminal.Log.Format == LogFormat.Json)
        {
            output.Report(terminal);
            RunReport.Tell(report, keepsDeadLetters, terminal.Log.CreateLogger(LogCategory.Scoring));
            return;
        }
        RunReport.Write(report, keepsDeadLetters, terminal.Error, terminal.ErrorIsInteractive ? terminal.Width : int.MaxValue);
        output.Report(terminal);
    }

    // Only a source with an end has progress to show, and only where nothing else is written to the screen.
    private async Task<GraphReport> WatchAsync(Task<GraphReport> work, IScoringGraph graph, OpenSource counters)
    {
        if (!counters.HasEnd || VerdictOutput.IsOnTerminal(settings.Output, terminal)) return await work.ConfigureAwait(false);
        var progress = new WorkProgress(terminal.Clock) { Refresh = seen => seen.Set("scoring", counters.Fraction, graph.Counters.Received) };
        return await ProgressDisplay.ShowAsync(terminal, progress, work).ConfigureAwait(false);
    }
}
