using System.Globalization;
using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Producing;

/// <summary>The messages that were rendered of a batch.</summary>
/// <param name="batch">The batch.</param>
/// <param name="output">Its verdicts, as <see cref="RenderedVerdicts"/>.</param>
/// <param name="scored">Where verdicts go, keyed as their records were.</param>
/// <param name="anomalies">Where anomalies go, keyed by fingerprint.</param>
/// <param name="headers">Lent, unless brokers know no headers.</param>
internal sealed class VerdictMessages(RecordBatch batch, OutputBuffer output, KafkaTopic? scored, KafkaTopic? anomalies, HeaderList? headers) : IOutgoingMessages
{
    private const int FingerprintDigits = 16;
    private readonly byte[] fingerprint = new byte[FingerprintDigits];

    public int Count { get; } = new RenderedVerdicts(output).Count;

    public int RecordOf(int index) => new RenderedVerdicts(output)[index].Record;

    public OutgoingMessage Make(int index)
    {
        var verdicts = new RenderedVerdicts(output);
        RenderedVerdicts.Entry verdict = verdicts[index];
        headers?.Begin(batch, verdict.Record);
        return verdict.IsAnomalysOwn
            ? new() { Topic = anomalies!, Value = verdicts.Json(verdict), HasKey = true, Key = FingerprintOf(verdict.Record), Headers = headers }
            : new() { Topic = scored!, Value = verdicts.Json(verdict), HasKey = batch.HasRecordKey(verdict.Record), Key = batch.RecordKey(verdict.Record), Headers = headers };
    }

    private byte[] FingerprintOf(int record)
    {
        batch.Assessments[record].Fingerprint.TryFormat(fingerprint, out _, "x16", CultureInfo.InvariantCulture);
        return fingerprint;
    }
}
