using System.Globalization;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Records;
using Lad.Cli.Terminals;
using Lad.Cli.Training;
using Lad.Detection;
using Lad.Detection.Parsing;
using Lad.Detection.Training;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Training.Telemetry;

namespace Lad.Cli.Running;

/// <summary>Learns the first model from the first records of a stream, which are then scored too.</summary>
/// <param name="settings">The settings.</param>
/// <param name="options">How it is learned.</param>
/// <param name="start">Keeps it.</param>
/// <param name="terminal">Is told why it takes time.</param>
internal sealed class FirstModel(LadSettings settings, TrainingOptions options, StartingModel start, Terminal terminal)
{
    /// <summary>Reads ahead, learns, and keeps what was learned.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="feedback">What people said of anomalies.</param>
    /// <param name="cancellation">Stops waiting for records.</param>
    /// <returns>The model, and the records that were read for it, those included that it did not learn from because people called them anomalies.</returns>
    /// <exception cref="CommandException">The stream ended without a message.</exception>
    public async Task<(DetectionModel Model, long Records)> LearnAsync(WarmedUpSource source, TrainingFeedback feedback, CancellationToken cancellation)
    {
        string reason = string.Create(CultureInfo.InvariantCulture, $"there is no model yet: learning from the first {settings.Run.WarmUp:N0} records of {source.Name}, which are scored after that");
        terminal.Health.Lacks(HealthPart.Model, "warming", reason);
        terminal.Log.CreateLogger(LogCategory.Training).FirstModelBegun(reason, source.Name, settings.Run.WarmUp);
        var parser = new RecordParser(ParserSettings.Of(settings.Input));
        var scratch = new ParserScratch();
        var set = new TrainingSet(options);
        long left = settings.Run.WarmUp;
        for (var batch = new RecordBatch((int)settings.Pipeline.BatchSize); left > 0 && await source.ReadAheadAsync(batch, cancellation).ConfigureAwait(false); batch = new RecordBatch((int)settings.Pipeline.BatchSize))
        {
            int records = batch.Count;
            for (int i = 0; i < records; i++)
                if (parser.TryParse(batch, batch.RecordSlice(i), batch.ObservedTicks[i], scratch, out ParsedRecord parsed, out _)) set.Add(parsed.Message.Of(batch.Buffer), parsed.EventTimeTicks);
            left -= records;
        }
        if (set.Count == 0) throw new CommandException($"{source.Name} ended before it held a message to learn from.");
        // Waiting for records is no part of learning.
        using TrainingTrace trace = start.Begin();
        long began = terminal.Clock.GetTimestamp();
        DetectionModel model = await Task.Run(() => ModelTrainer.Train(set, TrainingRun.Identity(settings, terminal, source.Name), feedback: feedback, progress: trace, cancellation: cancellation), cancellation).ConfigureAwait(false);
        await start.PublishAsync(model, terminal.Clock.GetElapsedTime(began), trace, cancellation).ConfigureAwait(false);
        return (model, set.Count);
    }
}
