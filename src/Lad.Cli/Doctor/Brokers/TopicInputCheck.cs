using Lad.Cli.Doctor.Inputs;
using Lad.Cli.Locations;
using Lad.Kafka.Consuming;
using Lad.Pipeline.Batches;

namespace Lad.Cli.Doctor.Brokers;

/// <summary>Reads the latest records of topics without a group, and looks whether they are understood: it needs the right to read that a scorer needs.</summary>
/// <param name="scope">What is looked at.</param>
/// <param name="reach">The brokers.</param>
/// <param name="place">The topics.</param>
internal sealed class TopicInputCheck(Scope scope, KafkaReach reach, Location place)
{
    private const int MostRecords = 100;

    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        if (await reach.MapAsync(findings).ConfigureAwait(false) is not { } map) return;
        foreach (string topic in place.Topics)
            if (map.Topics.TryGetValue(topic, out var shape)) await SampleAsync(topic, shape.Partitions, findings, end).ConfigureAwait(false);
    }

    private async Task SampleAsync(string topic, int partitions, Findings findings, CancellationToken end)
    {
        var sample = new RecordSample(scope.Settings.Input, scope.Clock.GetUtcNow());
        var source = new KafkaSource(
            new KafkaSourceOptions { Client = reach.Options, Topics = [topic], GroupId = null, Start = SourceStart.Last(Math.Max(1, MostRecords / partitions)), StopAtEnd = true, ReadTraceParent = false }, scope.Clock);
        await using (source.ConfigureAwait(false))
        {
            var batch = new RecordBatch(MostRecords);
            while (await source.ReadAsync(batch, end).ConfigureAwait(false))
            {
                for (int i = 0; i < batch.Count; i++) sample.Add(batch.Record(i));
                batch.Clear();
            }
        }
        sample.Report(findings, $"topic {topic}");
    }
}
