using System.Diagnostics;
using System.Threading.Channels;
using Lad.FactStore.Anomalies.Ingesting;
using Lad.FactStore.Status;
using Lad.FactStore.Telemetry;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Telemetry;

namespace Lad.FactStore.Anomalies;

/// <summary>Brings anomalies from a source of scored records into the archive: a record is acknowledged once it is stored, or was found to be none.</summary>
/// <remarks>
/// One transaction takes what has come since the one before, at most <see cref="MostAtOnce"/> and a batch of records, and there are no two within 200 ms unless it is full: what comes now and then is there at once, what comes
/// in masses in few transactions. While the database is away the source is held back. Bounded: 16 batches of 1,024 records and 1 MiB.
/// </remarks>
/// <param name="archive">Where they go.</param>
/// <param name="tail">Is given what was new.</param>
/// <param name="status">Counts.</param>
/// <param name="clock">The clock of pauses while the database is away.</param>
/// <param name="tell">Is told what an operator should know: the database is away, a record cannot be read.</param>
/// <param name="instrumentation">What a transaction is a span of, one in ten seconds; <see langword="null"/> when nobody looks.</param>
public sealed class AnomalyIngest(AnomalyArchive archive, LiveTail tail, PipelineStatus status, TimeProvider clock, Action<string>? tell = null, Instrumentation? instrumentation = null)
{
    /// <summary>Anomalies of a transaction after which no further batch is waited for.</summary>
    public const int MostAtOnce = 4_000;

    private const int Batches = 16;
    private const int BatchRecords = 1_024;
    private const int BatchBytes = 1 << 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TraceEvery = TimeSpan.FromSeconds(10);
    private readonly Action<string> tell = tell ?? (_ => { });

    /// <summary>Reads until the source ends or it is cancelled; what was read by then is still stored, within some seconds.</summary>
    /// <exception cref="SourceException">The source cannot be read any further.</exception>
    public async Task RunAsync(IRecordSource source, CancellationToken cancellation)
    {
        using var abandoned = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using CancellationTokenRegistration stopping = cancellation.Register(() => abandoned.CancelAfter(LastWords));
        var pool = new BatchPool(Batches, BatchRecords, BatchBytes);
        var read = Channel.CreateBounded<IngestBatch>(Batches);
        status.Say(PatientAdding.Part, true, $"stores what comes from {source.Name}");
        Task reading = ReadAsync(source, pool, read.Writer, cancellation, abandoned.Token);
        try
        {
            await StoreAsync(source, pool, read.Reader, cancellation, abandoned.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was not stored was not acknowledged, and comes again.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            status.Say(PatientAdding.Part, false, $"{source.Name} is not read any more: {failure.Message}");
            throw;
        }
        finally
        {
            await abandoned.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
        status.Say(PatientAdding.Part, true, cancellation.IsCancellationRequested ? "stopped" : $"has read {source.Name} to its end");
    }

    private async Task ReadAsync(IRecordSource source, BatchPool pool, ChannelWriter<IngestBatch> read, CancellationToken stop, CancellationToken abandoned)
    {
        Exception? failure = null;
        try
        {
            var notes = new RefusalNotes(status, tell);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, abandoned);
            bool more = true;
            while (more)
            {
                RecordBatch batch = await pool.RentAsync(abandoned).ConfigureAwait(false);
                more = await NextAsync(source, batch, either.Token).ConfigureAwait(false);
                if (batch.Count == 0) pool.Return(batch);
                else await read.WriteAsync(IngestBatch.Of(batch, status, notes), abandoned).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            // Nobody stores any more.
        }
        catch (Exception wrong)
        {
            failure = wrong;
        }
        read.TryComplete(failure);
    }

    // After a stop only what the source cannot give again is read.
    private static async ValueTask<bool> NextAsync(IRecordSource source, RecordBatch batch, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return source.Drain(batch);
        try
        {
            return await source.ReadAsync(batch, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
    }

    private async Task StoreAsync(IRecordSource source, BatchPool pool, ChannelReader<IngestBatch> read, CancellationToken stop, CancellationToken abandoned)
    {
        var adding = new PatientAdding(archive, tail, status, clock, tell, source.Name);
        List<IngestBatch> pending = [];
        long last = 0, traced = 0;
        while (await read.WaitToReadAsync(abandoned).ConfigureAwait(false))
        {
            await GatherAsync(read, pending, last == 0 ? TimeSpan.Zero : Interval - clock.GetElapsedTime(last), stop, abandoned).ConfigureAwait(false);
            last = clock.GetTimestamp();
            AnomalyRecord[] anomalies = [.. pending.SelectMany(batch => batch.Anomalies)];
            bool isTraced = traced == 0 || clock.GetElapsedTime(traced) >= TraceEvery;
            if (isTraced) traced = last;
            using (Activity? span = isTraced ? StoreSpans.Begin(instrumentation, pending) : null)
            {
                span?.SetTag("lad.records", pending.Sum(batch => batch.Batch.Count)).SetTag("lad.anomalies", anomalies.Length).SetTag("lad.source", source.Name);
                await adding.AddAsync(anomalies, stop, abandoned).ConfigureAwait(false);
            }
            foreach (IngestBatch stored in pending)
            {
                await source.AcknowledgeAsync(stored.Batch, abandoned).ConfigureAwait(false);
                pool.Return(stored.Batch);
            }
            pending.Clear();
        }
        await read.Completion.ConfigureAwait(false);
    }

    private async Task GatherAsync(ChannelReader<IngestBatch> read, List<IngestBatch> pending, TimeSpan patience, CancellationToken stop, CancellationToken abandoned)
    {
        int anomalies = 0;
        Take();
        if (patience <= TimeSpan.Zero) return;
        using var enough = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, stop, abandoned);
        try
        {
            while (anomalies < MostAtOnce && pending.Count < Batches && await read.WaitToReadAsync(either.Token).ConfigureAwait(false)) Take();
        }
        catch (OperationCanceledException) when (!abandoned.IsCancellationRequested)
        {
            // What has come is stored now.
        }

        void Take()
        {
            while (anomalies < MostAtOnce && read.TryRead(out IngestBatch? batch))
            {
                pending.Add(batch);
                anomalies += batch.Anomalies.Count;
            }
        }
    }
}
