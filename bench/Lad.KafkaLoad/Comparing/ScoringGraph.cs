using Lad.Detection;
using Lad.Detection.Training;
using Lad.Kafka.Producing;
using Lad.KafkaLoad.Producing;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.KafkaLoad.Comparing;

/// <summary>The scorer's graph into the scorer's sink, in this process.</summary>
internal sealed class ScoringGraph
{
    private readonly Detector detector;
    private readonly long records;
    private readonly TimeProvider clock;

    /// <param name="lines">What its model is trained on.</param>
    /// <param name="records">Records of a run.</param>
    /// <param name="clock">Times the run.</param>
    public ScoringGraph(LoadLines lines, long records, TimeProvider clock)
    {
        this.records = records;
        this.clock = clock;
        var set = new TrainingSet(new TrainingOptions());
        for (int i = 0; i < Math.Min(records, lines.Count); i++) set.Add(lines[i], 0);
        detector = new Detector(ModelTrainer.Train(set, new ModelIdentity("load", DateTimeOffset.UnixEpoch, "load")));
    }

    /// <summary>Takes all records from a source to a topic.</summary>
    public async Task<Measurement> RunAsync(IRecordSource source, KafkaProducerOptions options, KafkaSinkOptions topics, CancellationToken stop)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var producer = new KafkaProducer(options);
        await using var sink = new KafkaVerdictSink(producer, topics);
        var metered = new MeteredSource(source, records, clock, done);
        GraphReport report = await new DataflowScoringGraph(new ModelSlot(detector), clock: clock).RunAsync(new GraphEnds(metered, sink, new DiscardingDeadLetterSink()), done.Token).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        return report.Counters.Scored == records
            ? new Measurement(records, metered.Elapsed, metered.Processor, producer.Counters.Bytes)
            : throw new InvalidOperationException($"{report.Counters.Scored} of {records} records have a verdict.");
    }
}
