using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Cursors;
using Lad.Pipeline.Sources.Files;

namespace Lad.Pipeline.Sources.Directories;

/// <summary>
/// The files of a directory, each a stream of its own. Read once, they come one after the other in the order of their paths; followed, they take
/// turns of one read each, and files that appear later are picked up. A renamed file stays the file it was, also under a name that no longer matches.
/// </summary>
public sealed class DirectorySource : IRecordSource
{
    private readonly string directory;
    private readonly DirectorySourceOptions options;
    private readonly TimeProvider time;
    private readonly CursorTracker cursors;
    private readonly FileTurns turns;
    private readonly Queue<string> once = [];
    private FileTail? single;

    /// <summary>Prepares to read a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="options">Which files are read, and how.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SourceException">The directory is missing or a file; a file must not be read; or the cursor is damaged or another source's.</exception>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all faults.</exception>
    public DirectorySource(string directory, DirectorySourceOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        this.directory = directory;
        this.options = options;
        this.time = time;
        Name = $"dir:{directory}";
        if (File.Exists(directory)) throw new SourceException(directory, $"'{directory}' is a file, not a directory: read it with file:{directory}.");
        if (!Directory.Exists(directory)) throw new SourceException(directory, $"The directory '{directory}' does not exist: correct the path, or make the directory.");
        CursorFile? file = options.Files.CursorPath is null ? null : new CursorFile(options.Files.CursorPath, $"dir:{Path.GetFullPath(directory)}");
        cursors = new CursorTracker(file, options.Files.CursorInterval, time);
        cursors.Restore(file?.Load() ?? []);
        List<ListedFile> files = DirectoryListing.Read(directory, options);
        foreach (ListedFile listed in files)
        {
            if (!listed.Matches) continue;
            FileOpener.Open(listed.Path).Dispose();
            if (!options.Files.Follow) once.Enqueue(listed.Path);
        }
        turns = new FileTurns(directory, options, time, Counters, cursors, files);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return options.Files.Follow ? FollowAsync(batch, cancellation) : ReadOnceAsync(batch, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cursors.Acknowledge(batch, single: false);
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the files and saves the cursor.</summary>
    public ValueTask DisposeAsync()
    {
        single?.Dispose();
        single = null;
        turns.Dispose();
        cursors.Flush();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> ReadOnceAsync(RecordBatch batch, CancellationToken cancellation)
    {
        while (true)
        {
            if (single is null)
            {
                if (!once.TryDequeue(out string? path)) return batch.Count > 0;
                single = await FileTail.OpenAsync(path, FileOpener.Open(path), 0, options.Files, time, Counters, cursors, null, cancellation).ConfigureAwait(false);
            }
            if (!single.Fill(batch)) return true;
            if (await single.ReadAsync(cancellation).ConfigureAwait(false) > 0) continue;
            if (!single.Finish(batch)) return true;
            single.Dispose();
            single = null;
        }
    }

    private async ValueTask<bool> FollowAsync(RecordBatch batch, CancellationToken cancellation)
    {
        while (true)
        {
            bool more = await turns.TakeAsync(batch, cancellation).ConfigureAwait(false);
            if (batch.IsFull || batch.Count > 0 && !more) return true;
            if (more) continue;
            if (turns.FlushDue(batch)) return true;
            if (await turns.LookForFilesAsync(cancellation).ConfigureAwait(false)) continue;
            await Task.Delay(turns.NextLook(), time, cancellation).ConfigureAwait(false);
        }
    }
}
