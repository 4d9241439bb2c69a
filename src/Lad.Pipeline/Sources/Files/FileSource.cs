using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Lines;

namespace Lad.Pipeline.Sources.Files;

/// <summary>The lines of one file, of a <c>.gz</c> file what it unpacks to.</summary>
public sealed class FileSource : IRecordSource
{
    private readonly TimeProvider time;
    private readonly ByteInput input;
    private readonly RecordAssembler assembler;
    private long observedTicks;
    private bool ended;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SourceException">The file is missing, a directory, or must not be read.</exception>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all faults.</exception>
    public FileSource(string path, FileSourceOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        this.time = time;
        Name = $"file:{path}";
        var handle = FileOpener.Open(path);
        input = new ByteInput(path, handle);
        assembler = new RecordAssembler(new SourceStream(path, FileIdentity.Of(handle).ToString()), new LineBuffer(options.Lines, 0), Counters);
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
            int read = await input.ReadAsync(assembler.Room(), assembler.EndPosition, cancellation).ConfigureAwait(false);
            observedTicks = time.GetUtcNow().UtcTicks;
            assembler.Commit(read);
            ended = read == 0;
        }
    }

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        assembler.Dispose();
        input.Dispose();
        return ValueTask.CompletedTask;
    }
}
