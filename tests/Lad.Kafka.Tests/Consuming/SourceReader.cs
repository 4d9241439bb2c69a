using System.Text;
using Lad.Kafka.Consuming;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Telemetry;

namespace Lad.Kafka.Tests.Consuming;

/// <summary>Reads a source as the graph does, and keeps what came.</summary>
internal sealed class SourceReader : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public SourceReader(KafkaSourceOptions options, IOffsetTransactions? transactions = null, Instrumentation? instrumentation = null)
    {
        Options = options;
        Source = new KafkaSource(options, TimeProvider.System, Events, transactions, instrumentation);
    }

    public KafkaSourceOptions Options { get; }

    public KafkaSource Source { get; }

    public SourceEvents Events { get; } = new();

    /// <summary>What came, in order.</summary>
    public List<ReadRecord> Records { get; } = [];

    public IEnumerable<string> Texts => Records.Select(record => record.Text);

    /// <summary>One batch with at least one record, kept; <see langword="null"/> at the end.</summary>
    public async Task<RecordBatch?> ReadAsync(int capacity = 512)
    {
        var batch = new RecordBatch(capacity);
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            if (!await Source.ReadAsync(batch, deadline.Token)) return null;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"No record came in time after {Records.Count}; {string.Join("; ", Events.All)}");
        }
        for (int i = 0; i < batch.Count; i++) Records.Add(new ReadRecord(batch, i));
        return batch;
    }

    /// <summary>Reads until so many records came in all.</summary>
    public async Task<List<RecordBatch>> ReadUntilAsync(int count, bool acknowledge = true)
    {
        List<RecordBatch> batches = [];
        while (Records.Count < count)
        {
            RecordBatch batch = await ReadAsync() ?? throw new InvalidOperationException($"The source ended after {Records.Count} of {count} records.");
            if (acknowledge) await AcknowledgeAsync(batch);
            batches.Add(batch);
        }
        return batches;
    }

    public async Task AcknowledgeAsync(RecordBatch batch) => await Source.AcknowledgeAsync(batch, CancellationToken.None);

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

/// <summary>A record as a test looks at it.</summary>
internal sealed record ReadRecord(string Text, string? Key, string TraceParent, SourcePosition Position, long TimeTicks)
{
    public ReadRecord(RecordBatch batch, int index)
        : this(Encoding.UTF8.GetString(batch.Record(index)), batch.HasRecordKey(index) ? Encoding.UTF8.GetString(batch.RecordKey(index)) : null,
            Encoding.UTF8.GetString(batch.TraceParent(index)), batch.Positions[index], batch.SourceTimeTicks(index))
    {
    }
}
