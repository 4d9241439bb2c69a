using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Cursors;
using Microsoft.Win32.SafeHandles;

namespace Lad.Pipeline.Sources.Files;

/// <summary>
/// The lines of one file, of a <c>.gz</c> file what it unpacks to. Read once, or followed: a file that was renamed is finished before the one that took its
/// name is begun, and one that was truncated is read again from its start. With a cursor it goes on where records were acknowledged last, in a rotated file
/// too.
/// </summary>
public sealed class FileSource : IRecordSource
{
    private readonly string path;
    private readonly FileSourceOptions options;
    private readonly TimeProvider time;
    private readonly CursorTracker cursors;
    private readonly string? resumeAt;
    private readonly FileIdentity? resumeAfter;
    private readonly (FileIdentity File, long Length)? there;
    private SafeFileHandle? first;
    private FileTail? tail;
    private bool opened;
    private bool ending;
    private bool rotationSeen;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file. When it is followed it need not be there yet.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SourceException">The file is missing, a directory, or must not be read; or the cursor is damaged or another source's.</exception>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all faults.</exception>
    public FileSource(string path, FileSourceOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        this.path = path;
        this.options = options;
        this.time = time;
        Name = $"file:{path}";
        CursorFile? file = options.CursorPath is null ? null : new CursorFile(options.CursorPath, $"file:{Path.GetFullPath(path)}");
        cursors = new CursorTracker(file, options.CursorInterval, time);
        if (file?.Load() is [.., var cursor])
        {
            cursors.Restore([cursor]);
            if (FileIdentity.TryParse(cursor.Identity, out FileIdentity identity))
            {
                resumeAt = RotatedFiles.Find(path, identity);
                if (resumeAt is null) resumeAfter = identity;
            }
        }
        if (resumeAt is null && (!options.Follow || FileIdentity.Of(path) is not null)) first = FileOpener.Open(path);
        if (first is not null && resumeAfter is null && options.Follow && options.Start == StartPosition.End) there = (FileIdentity.Of(first), RandomAccess.GetLength(first));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!opened) await OpenFirstAsync(cancellation).ConfigureAwait(false);
        while (true)
        {
            if (tail is not null)
            {
                if (!tail.Fill(batch)) return true;
                if (ending)
                {
                    if (!tail.Finish(batch)) return true;
                    if (await OpenNextAsync(cancellation).ConfigureAwait(false)) continue;
                    if (!options.Follow) return batch.Count > 0;
                    // The new file is gone again: the old one stays the last that is known.
                    ending = false;
                }
                if (await tail.ReadAsync(cancellation).ConfigureAwait(false) > 0)
                {
                    rotationSeen = false;
                    continue;
                }
                // A truncation leaves the old content's rest to be handed on.
                if (!tail.Fill(batch)) return true;
                if (!options.Follow)
                {
                    ending = true;
                    continue;
                }
            }
            if (batch.Count > 0) return true;
            if (tail?.FlushTicks <= time.GetUtcNow().UtcTicks)
            {
                tail.FlushEvent(batch);
                return true;
            }
            if (await LookForRotationAsync(cancellation).ConfigureAwait(false)) continue;
            await WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cursors.Acknowledge(batch, single: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the file and saves the cursor.</summary>
    public ValueTask DisposeAsync()
    {
        tail?.Dispose();
        tail = null;
        first?.Dispose();
        first = null;
        cursors.Flush();
        return ValueTask.CompletedTask;
    }

    private async ValueTask OpenFirstAsync(CancellationToken cancellation)
    {
        opened = true;
        if (resumeAt is not null) await OpenAsync(resumeAt, cancellation).ConfigureAwait(false);
        else if (resumeAfter is { } gone && RotatedFiles.Next(path, gone) is { } next) await OpenAsync(next, cancellation).ConfigureAwait(false);
        else if (first is not null) await OpenAsync(path, cancellation).ConfigureAwait(false);
    }

    private async ValueTask OpenAsync(string at, CancellationToken cancellation)
    {
        SafeFileHandle handle = at == path && first is not null ? first : FileOpener.Open(at);
        first = null;
        long start = there is { } old && FileIdentity.Of(handle) == old.File ? old.Length : 0;
        tail = await FileTail.OpenAsync(at, handle, start, options, time, Counters, cursors, null, cancellation).ConfigureAwait(false);
        ending = rotationSeen = false;
    }

    // The file that was begun after the one that is finished. False when there is none.
    private async ValueTask<bool> OpenNextAsync(CancellationToken cancellation)
    {
        FileTail finished = tail!;
        if (RotatedFiles.Next(path, finished.Identity) is not { } next) return false;
        Counters.AddRotation();
        tail = null;
        finished.Dispose();
        await OpenAsync(next, cancellation).ConfigureAwait(false);
        return true;
    }

    // A renamed file may still be written to for a moment: it is finished after one more quiet interval.
    private async ValueTask<bool> LookForRotationAsync(CancellationToken cancellation)
    {
        FileIdentity? current = FileIdentity.Of(path);
        if (current is null || tail is not null && current == tail.Identity)
        {
            rotationSeen = false;
            return false;
        }
        if (tail is null)
        {
            await OpenAsync(path, cancellation).ConfigureAwait(false);
            return true;
        }
        if (rotationSeen) ending = true;
        rotationSeen = !ending;
        return ending;
    }

    private Task WaitAsync(CancellationToken cancellation)
    {
        TimeSpan wait = options.PollInterval;
        if (tail?.FlushTicks is { } flush && flush - time.GetUtcNow().UtcTicks is var left && left < wait.Ticks) wait = TimeSpan.FromTicks(Math.Max(left, 0));
        return Task.Delay(wait, time, cancellation);
    }
}
