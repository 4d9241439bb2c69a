using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Records;
using Lad.Cli.Terminals;
using Lad.Detection;
using Lad.Detection.Training;

namespace Lad.Cli.Training;

/// <summary>Reads a source to its end and learns a model from it.</summary>
/// <param name="settings">The settings.</param>
/// <param name="terminal">The terminal.</param>
/// <param name="cluster">The run's cluster; <see langword="null"/>: a source that needs one has its own.</param>
internal sealed class TrainingRun(LadSettings settings, Terminal terminal, ElasticsearchCluster? cluster = null)
{
    /// <summary>Records without a message.</summary>
    public long Unusable { get; private set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Learns.</summary>
    /// <param name="options">How.</param>
    /// <param name="previous">The model to continue from.</param>
    /// <param name="feedback">What people said of anomalies.</param>
    /// <param name="cancellation">Stops reading and learning.</param>
    /// <param name="phases">Told what is being done.</param>
    /// <returns>The model; <see langword="null"/> when the source held no message.</returns>
    /// <exception cref="UnmodellableStreamException">Almost every record is a new template.</exception>
    public async Task<DetectionModel?> LearnAsync(TrainingOptions options, DetectionModel? previous, TrainingFeedback feedback, CancellationToken cancellation, IProgress<TrainingProgress>? phases = null)
    {
        var progress = new WorkProgress(terminal.Clock) { Phases = phases };
        var set = new TrainingSet(options);
        var reader = new RecordReader(ParserSettings.Of(settings.Input));
        await using OpenSource source = await OpenSource.ToEndAsync(settings.ReadingAtMost(settings.Training.MaxRecords), terminal, cancellation, cluster: cluster, latest: settings.Training.Latest).ConfigureAwait(false);
        Task<DetectionModel?> work = Task.Run(
            async () =>
            {
                await reader.ReadAsync(source, settings.Training.MaxRecords, progress, (batch, index) => set.Add(batch.Message(index), batch.Parsed[index].EventTimeTicks), cancellation).ConfigureAwait(false);
                return set.Count == 0 ? null : ModelTrainer.Train(set, Identity(settings, terminal, source.Source.Name), previous, feedback, progress, cancellation);
            },
            cancellation);
        DetectionModel? model = await ProgressDisplay.ShowAsync(terminal, progress, work).ConfigureAwait(false);
        Unusable = reader.Unusable;
        Elapsed = progress.Elapsed;
        return model;
    }

    /// <summary>What a model that is learned now is called.</summary>
    public static ModelIdentity Identity(LadSettings settings, Terminal terminal, string source) => new(settings.Model.Name, terminal.Clock.GetUtcNow(), source);
}
