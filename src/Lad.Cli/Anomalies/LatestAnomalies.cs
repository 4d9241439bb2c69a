using System.Text;
using Lad.Detection;
using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sinks;

namespace Lad.Cli.Anomalies;

/// <summary>
/// Keeps the latest anomalies, those that do not alert too, for who looks at a running instance. Of a flood only the first of each second are copied, and the rest are counted; a record that is none costs a look.
/// </summary>
/// <param name="clock">The clock of seconds.</param>
internal sealed class LatestAnomalies(TimeProvider clock) : IVerdictSink
{
    /// <summary>Anomalies that are kept.</summary>
    public const int Capacity = 50;

    /// <summary>Anomalies that are copied in a second, at most.</summary>
    public const int MostInASecond = 50;

    /// <summary>Bytes of a message and of a template that are kept.</summary>
    public const int MostBytes = 1_000;

    private readonly Lock gate = new();
    private readonly LatestAnomaly?[] ring = new LatestAnomaly?[Capacity];
    private DetectorScratch? scratch;
    private long second = long.MinValue;
    private int copied;
    private long kept;
    private long leftOut;

    /// <inheritdoc/>
    public string Name => "latest anomalies";

    /// <summary>Anomalies that were not copied, since there were too many at once.</summary>
    public long LeftOut => Interlocked.Read(ref leftOut);

    /// <summary>What is kept, the latest first. Thread-safe.</summary>
    public IReadOnlyList<LatestAnomaly> Take()
    {
        lock (gate) return [.. Enumerable.Range(1, (int)Math.Min(kept, Capacity)).Select(back => ring[(kept - back) % Capacity]!)];
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ReadOnlySpan<RecordOutcome> outcomes = batch.Outcomes.AsSpan(0, batch.Count);
        for (int i = 0; i < outcomes.Length; i++)
            if (batch.Assessments[i].IsAnomaly && outcomes[i] == RecordOutcome.Scored) Notice(batch, i);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Notice(RecordBatch batch, int index)
    {
        long now = clock.GetTimestamp() / clock.TimestampFrequency;
        if (now != second)
        {
            second = now;
            copied = 0;
        }
        if (copied == MostInASecond)
        {
            Interlocked.Increment(ref leftOut);
            return;
        }
        copied++;
        LatestAnomaly anomaly = Copy(batch, index);
        lock (gate) ring[kept++ % Capacity] = anomaly;
    }

    private LatestAnomaly Copy(RecordBatch batch, int index)
    {
        Detector detector = batch.DetectorOf(index)!;
        ReadOnlySpan<byte> message = batch.Message(index);
        Suppression suppression = batch.Suppressions[index];
        Severity level = batch.Parsed[index].Level;
        return new LatestAnomaly
        {
            Time = new DateTime(Math.Clamp(batch.TimeTicks(index), 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc),
            Service = Cut(batch.Service(index)),
            Level = level == Severity.Unspecified ? "" : level.ToString().ToLowerInvariant(),
            Score = batch.Assessments[index].Score,
            Threshold = detector.Model.Threshold.Value,
            Fingerprint = batch.Assessments[index].Fingerprint,
            Template = Cut(Encoding.UTF8.GetBytes(detector.TemplateText(message, batch.Assessments[index], scratch ??= new DetectorScratch()))),
            Message = Cut(message),
            Model = detector.Model.Metadata.Name,
            Version = detector.Model.Metadata.Version,
            Suppressed = suppression == Suppression.None ? "" : Encoding.UTF8.GetString(suppression.Utf8()),
        };
    }

    // A character that the cut divides becomes U+FFFD, as does whatever is no UTF-8.
    private static string Cut(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text.Length > MostBytes ? text[..MostBytes] : text);
}
