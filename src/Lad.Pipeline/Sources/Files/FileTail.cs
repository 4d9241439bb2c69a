using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Cursors;
using Lad.Pipeline.Sources.Lines;
using Lad.Pipeline.Sources.MultiLine;
using Microsoft.Win32.SafeHandles;

namespace Lad.Pipeline.Sources.Files;

/// <summary>
/// One open file, read from some position on. Notices that it was truncated, by its length or by its first bytes, and starts again: what was held
/// of the old content becomes a record, and the new content a stream of its own. Not thread-safe.
/// </summary>
internal sealed class FileTail : IDisposable
{
    private readonly FileSourceOptions options;
    private readonly TimeProvider time;
    private readonly SourceCounters counters;
    private readonly CursorTracker cursors;
    private readonly ByteInput input;
    private RecordAssembler assembler;
    private RecordAssembler? finishing;
    private TrackedStream tracked;
    private byte[] head = [];
    private long observedTicks;
    private bool paused;

    private FileTail(string path, ByteInput input, FileIdentity identity, int generation, long offset, FileSourceOptions options, TimeProvider time, SourceCounters counters, CursorTracker cursors)
    {
        this.options = options;
        this.time = time;
        this.counters = counters;
        this.cursors = cursors;
        this.input = input;
        Path = path;
        tracked = cursors.Track(path, identity, generation);
        assembler = Assemble(offset);
    }

    /// <summary>The path under which the file was seen last.</summary>
    public string Path { get; set; }

    /// <summary>What makes it this file.</summary>
    public FileIdentity Identity => tracked.Identity;

    /// <summary>Its current generation, as cursors see it.</summary>
    public TrackedStream Tracked => tracked;

    /// <summary>The next byte to be read.</summary>
    public long Position => assembler.EndPosition;

    /// <summary>Whether anything is held that is no record yet.</summary>
    public bool HoldsBack => finishing is not null || assembler.HoldsBack;

    /// <summary>When the event that waits for more lines is to be handed on, UTC ticks; none when nothing waits.</summary>
    public long? FlushTicks => assembler.HoldsEvent ? assembler.EventTicks + options.MultiLine.FlushTimeout.Ticks : null;

    /// <summary>Reads an open file from where it was <paramref name="left"/>, else from where its cursor says, else from the line in which <paramref name="start"/> lies. Takes the handle over.</summary>
    /// <exception cref="SourceException">The file cannot be read.</exception>
    public static async ValueTask<FileTail> OpenAsync(string path, SafeFileHandle handle, long start, FileSourceOptions options, TimeProvider time, SourceCounters counters, CursorTracker cursors, StreamCursor? left, CancellationToken cancellation)
    {
        FileIdentity identity = FileIdentity.Of(handle);
        var input = new ByteInput(path, handle);
        StreamCursor? cursor = left ?? cursors.Find(identity);
        if (cursor is null)
        {
            start = input.IsPacked ? 0 : await LineStartAsync(input, Math.Min(start, input.Length), options, cancellation).ConfigureAwait(false);
            var tail = new FileTail(path, input, identity, 0, start, options, time, counters, cursors);
            if (start == 0) return tail;
            await tail.ReadHeadAsync(start, cancellation).ConfigureAwait(false);
            cursors.Set(tail.tracked, start);
            return tail;
        }
        var resumed = new FileTail(path, input, identity, cursor.Generation, cursor.Offset, options, time, counters, cursors);
        if (!input.IsPacked) await resumed.VerifyAsync(cursor, cancellation).ConfigureAwait(false);
        return resumed;
    }

    /// <summary>Appends the records at hand. False when the batch was full before all were in.</summary>
    public bool Fill(RecordBatch batch)
    {
        if (finishing is not null)
        {
            if (!finishing.Finish(batch, observedTicks)) return false;
            finishing.Dispose();
            finishing = null;
        }
        assembler.Fill(batch, observedTicks);
        return !batch.IsFull;
    }

    /// <summary>Reads on, when all records at hand were taken. 0 at the end of the file, for now.</summary>
    public async ValueTask<int> ReadAsync(CancellationToken cancellation)
    {
        // After a pause the file may have been truncated and grown beyond the position again.
        if (paused && !input.IsPacked && (input.Length < Position || input.Length > Position && !await HeadHoldsAsync(head, cancellation).ConfigureAwait(false)))
        {
            Restart();
            paused = false;
            return 0;
        }
        long position = Position;
        Memory<byte> room = assembler.Room();
        int read = await input.ReadAsync(room, position, cancellation).ConfigureAwait(false);
        observedTicks = time.GetUtcNow().UtcTicks;
        if (position < HeadFingerprint.Longest && read > 0) ExtendHead(room.Span[..read], position);
        assembler.Commit(read);
        paused = read == 0;
        if (paused) assembler.Release();
        return read;
    }

    /// <summary>Hands on the event that waits for more lines.</summary>
    public void FlushEvent(RecordBatch batch) => assembler.FlushEvent(batch);

    /// <summary>Appends what is left: no more will come. False when the batch was full before all was in.</summary>
    public bool Finish(RecordBatch batch) => Fill(batch) && assembler.Finish(batch, observedTicks);

    public void Dispose()
    {
        finishing?.Dispose();
        assembler.Dispose();
        input.Dispose();
    }

    // A line that is only half written belongs to what comes.
    private static async ValueTask<long> LineStartAsync(ByteInput input, long position, FileSourceOptions options, CancellationToken cancellation)
    {
        if (position == 0) return 0;
        byte[] before = new byte[(int)Math.Min(position, options.Lines.MaxRecordBytes)];
        long first = position - before.Length;
        int filled = 0, read;
        while (filled < before.Length && (read = await input.ReadAsync(before.AsMemory(filled), first + filled, cancellation).ConfigureAwait(false)) > 0) filled += read;
        int lineFeed = before.AsSpan(0, filled).LastIndexOf((byte)'\n');
        return lineFeed >= 0 ? first + lineFeed + 1 : first == 0 ? 0 : position;
    }

    private RecordAssembler Assemble(long offset) =>
        new(tracked.Stream, new LineBuffer(options.Lines, offset), EventJoiner.Create(options.MultiLine, options.Lines.MaxRecordBytes), counters);

    private void Restart()
    {
        counters.AddTruncation();
        finishing = assembler;
        tracked = cursors.Track(Path, tracked.Identity, tracked.Generation + 1);
        head = [];
        assembler = Assemble(0);
    }

    private async ValueTask VerifyAsync(StreamCursor cursor, CancellationToken cancellation)
    {
        if (input.Length >= cursor.Offset)
        {
            byte[] found = await ReadStartAsync(cursor.HeadLength, cancellation).ConfigureAwait(false);
            if (found.Length == cursor.HeadLength && HeadFingerprint.Of(found) == cursor.Head)
            {
                await ReadHeadAsync(cursor.Offset, cancellation).ConfigureAwait(false);
                return;
            }
        }
        Restart();
        finishing!.Dispose();
        finishing = null;
    }

    private async ValueTask ReadHeadAsync(long upTo, CancellationToken cancellation)
    {
        head = await ReadStartAsync((int)Math.Min(upTo, HeadFingerprint.Longest), cancellation).ConfigureAwait(false);
        tracked.Head = head;
    }

    private async ValueTask<bool> HeadHoldsAsync(byte[] expected, CancellationToken cancellation) =>
        (await ReadStartAsync(expected.Length, cancellation).ConfigureAwait(false)).AsSpan().SequenceEqual(expected);

    private async ValueTask<byte[]> ReadStartAsync(int length, CancellationToken cancellation)
    {
        byte[] start = new byte[length];
        int filled = 0;
        while (filled < length)
        {
            int read = await input.ReadAsync(start.AsMemory(filled), filled, cancellation).ConfigureAwait(false);
            if (read == 0) break;
            filled += read;
        }
        return filled == length ? start : start[..filled];
    }

    private void ExtendHead(ReadOnlySpan<byte> read, long position)
    {
        if (position != head.Length) return;
        head = [.. head, .. read[..Math.Min(read.Length, HeadFingerprint.Longest - head.Length)]];
        tracked.Head = head;
    }
}
