using System.Globalization;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Lines;
using Lad.Pipeline.Sources.MultiLine;

namespace Lad.Pipeline.Sources.Pipes;

/// <summary>
/// The lines of a pipe, standard input above all, until its other end is closed. A pipe cannot be read again: what was read and not acknowledged is lost
/// with the process.
/// </summary>
public sealed class PipeSource : IRecordSource
{
    private readonly Stream pipe;
    private readonly TimeProvider time;
    private readonly TimeSpan flushTimeout;
    private readonly RecordAssembler assembler;
    private Task<int>? reading;
    private long observedTicks;
    private bool ended;

    /// <summary>Reads a pipe.</summary>
    /// <param name="pipe">The pipe; disposed with the source.</param>
    /// <param name="name">What an operator calls it: <c>stdin</c>.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="time">The clock. Its time tells this pipe's event ids from those of any other.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all faults.</exception>
    public PipeSource(Stream pipe, string name, PipeSourceOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        this.pipe = pipe;
        this.time = time;
        Name = name;
        string identity = string.Create(CultureInfo.InvariantCulture, $"{name}-{time.GetUtcNow().UtcTicks:x}");
        assembler = new RecordAssembler(new SourceStream(name, identity), new LineBuffer(options.Lines, 0), EventJoiner.Create(options.MultiLine, options.Lines.MaxRecordBytes), Counters);
        flushTimeout = options.MultiLine.FlushTimeout;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What was read so far.</summary>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        while (true)
        {
            assembler.Fill(batch, observedTicks);
            if (batch.IsFull) return true;
            if (ended) return !assembler.Finish(batch, observedTicks) || batch.Count > 0;
            reading ??= pipe.ReadAsync(assembler.Room(), CancellationToken.None).AsTask();
            if (batch.Count > 0 && !reading.IsCompleted) return true;
            if (assembler.HoldsEvent && !await ComesBeforeFlushAsync(reading, cancellation).ConfigureAwait(false))
            {
                assembler.FlushEvent(batch);
                return true;
            }
            await TakeAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public bool Drain(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (reading is { IsCompletedSuccessfully: true })
        {
            assembler.Commit(reading.Result);
            reading = null;
        }
        assembler.Fill(batch, observedTicks);
        if (!batch.IsFull) assembler.Finish(batch, observedTicks);
        return batch.Count > 0;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await pipe.DisposeAsync().ConfigureAwait(false);
        // A read that is still under way writes to the buffer: it is then left to the garbage collector.
        if (reading is null) assembler.Dispose();
    }

    private async ValueTask<bool> ComesBeforeFlushAsync(Task<int> read, CancellationToken cancellation)
    {
        if (read.IsCompleted) return true;
        TimeSpan left = flushTimeout - TimeSpan.FromTicks(time.GetUtcNow().UtcTicks - assembler.EventTicks);
        if (left <= TimeSpan.Zero) return false;
        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(read, Task.Delay(left, time, calledOff.Token)).ConfigureAwait(false);
        await calledOff.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return read.IsCompleted;
    }

    // A read of a pipe cannot be called off: it stays under way, and the next call finds it.
    private async ValueTask TakeAsync(CancellationToken cancellation)
    {
        int read;
        try
        {
            read = await reading!.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new SourceException(Name, $"'{Name}' cannot be read any further: {e.Message}", e);
        }
        reading = null;
        observedTicks = time.GetUtcNow().UtcTicks;
        assembler.Commit(read);
        ended = read == 0;
    }
}
