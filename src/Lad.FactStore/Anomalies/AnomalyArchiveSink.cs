using System.Threading.Channels;
using Lad.FactStore.Anomalies.Ingesting;
using Lad.FactStore.Status;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;

namespace Lad.FactStore.Anomalies;

/// <summary>
/// Brings the anomalies of a graph in the same process into the archive. The graph's own output is where verdicts are safe: a batch is done with once its anomalies wait here, at most <see cref="Waiting"/> of them, and when the
/// database does not keep up for a second they are left out of the archive, counted and told.
/// </summary>
public sealed class AnomalyArchiveSink : IRenderingSink
{
    /// <summary>Anomalies that wait for the database, at most.</summary>
    public const int Waiting = 8_192;

    private const int MostAtOnce = AnomalyIngest.MostAtOnce;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);
    private readonly ScoredRecordWriter writer = new();
    private readonly Channel<AnomalyRecord> waiting = Channel.CreateBounded<AnomalyRecord>(Waiting);
    private readonly CancellationTokenSource abandoned;
    private readonly PatientAdding adding;
    private readonly PipelineStatus status;
    private readonly TimeProvider clock;
    private readonly Action<string> tell;
    private readonly Task storing;
    private bool isLeavingOut;

    /// <summary>Makes the sink, which stores from now on.</summary>
    /// <param name="archive">Where anomalies go.</param>
    /// <param name="tail">Is given what was new.</param>
    /// <param name="status">Counts.</param>
    /// <param name="clock">The clock of pauses.</param>
    /// <param name="tell">Is told what an operator should know.</param>
    public AnomalyArchiveSink(AnomalyArchive archive, LiveTail tail, PipelineStatus status, TimeProvider clock, Action<string>? tell = null)
    {
        this.status = status;
        this.clock = clock;
        this.tell = tell ?? (_ => { });
        abandoned = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        adding = new PatientAdding(archive, tail, status, clock, this.tell, Name);
        status.Say(PatientAdding.Part, true, "stores what this process finds");
        storing = Task.Run(StoreAsync);
    }

    /// <inheritdoc/>
    public string Name => "fact store";

    /// <inheritdoc/>
    public void Render(RecordBatch batch)
    {
        OutputBuffer output = batch.Outputs.Prepare(this);
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored && batch.Assessments[i].IsAnomaly && writer.TryWriteObject(batch, i, output)) output.Append((byte)'\n');
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        OutputBuffer output = batch.Outputs.Prepared(this) ?? throw new InvalidOperationException($"{Name}: the batch was not rendered before it was written.");
        if (output.Length == 0) return ValueTask.CompletedTask;
        List<AnomalyRecord> anomalies = Read(output.Written.Span);
        int taken = 0;
        while (taken < anomalies.Count && waiting.Writer.TryWrite(anomalies[taken])) taken++;
        if (taken < anomalies.Count) return new ValueTask(WaitAsync(anomalies, taken, cancellation));
        isLeavingOut = false;
        return ValueTask.CompletedTask;
    }

    /// <summary>Stores what waits, within ten seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        abandoned.CancelAfter(LastWords);
        await storing.ConfigureAwait(false);
        abandoned.Dispose();
    }

    private List<AnomalyRecord> Read(ReadOnlySpan<byte> lines)
    {
        List<AnomalyRecord> anomalies = [];
        foreach (Range line in lines.Split((byte)'\n'))
        {
            if (lines[line].IsEmpty) continue;
            status.Receive(1);
            if (ScoredRecordReader.TryRead(lines[line], out AnomalyRecord? anomaly) is { } fault) status.Refuse(Name, fault);
            else if (anomaly is not null) anomalies.Add(anomaly);
        }
        return anomalies;
    }

    private async Task WaitAsync(List<AnomalyRecord> anomalies, int taken, CancellationToken cancellation)
    {
        // Patience is for the first of a row of batches: a database that stays away does not slow the graph down to a batch a second.
        using var patience = new CancellationTokenSource(isLeavingOut ? TimeSpan.Zero : Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            for (; taken < anomalies.Count; taken++) await waiting.Writer.WriteAsync(anomalies[taken], either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            status.LeaveOut(anomalies.Count - taken);
            if (!isLeavingOut) tell($"{Name}: the database does not keep up: anomalies are in this run's output, but not in the fact store; the status page counts them");
            isLeavingOut = true;
        }
    }

    private async Task StoreAsync()
    {
        List<AnomalyRecord> some = [];
        try
        {
            while (await waiting.Reader.WaitToReadAsync(abandoned.Token).ConfigureAwait(false))
            {
                while (some.Count < MostAtOnce && waiting.Reader.TryRead(out AnomalyRecord? anomaly)) some.Add(anomaly);
                await adding.AddAsync(some, abandoned.Token, abandoned.Token).ConfigureAwait(false);
                some.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            long lost = some.Count + waiting.Reader.Count;
            status.LeaveOut(lost);
            tell($"{Name}: {lost} anomalies are in this run's output, but not in the fact store: its database was away at the end");
        }
    }
}
