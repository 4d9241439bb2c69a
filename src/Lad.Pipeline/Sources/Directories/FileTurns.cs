using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Cursors;
using Lad.Pipeline.Sources.Files;

namespace Lad.Pipeline.Sources.Directories;

/// <summary>
/// The files of a followed directory that have something to read, taking turns. A file that is quiet for some looks and holds nothing back is closed; where it
/// stood is remembered as long as it is there. Not thread-safe.
/// </summary>
internal sealed class FileTurns : IDisposable
{
    private const int QuietLooks = 25;

    private readonly string directory;
    private readonly DirectorySourceOptions options;
    private readonly TimeProvider time;
    private readonly SourceCounters counters;
    private readonly CursorTracker cursors;
    private readonly List<Turn> open = [];
    private readonly Dictionary<FileIdentity, StreamCursor> closed = [];
    private readonly Dictionary<FileIdentity, long> there = [];
    private HashSet<FileIdentity> missed = [];
    private int turn;

    public FileTurns(string directory, DirectorySourceOptions options, TimeProvider time, SourceCounters counters, CursorTracker cursors, IEnumerable<ListedFile> present)
    {
        this.directory = directory;
        this.options = options;
        this.time = time;
        this.counters = counters;
        this.cursors = cursors;
        if (options.Files.Start != StartPosition.End) return;
        foreach (ListedFile file in present)
        {
            if (cursors.Find(file.Identity) is null) there[file.Identity] = file.Length;
        }
    }

    private sealed class Turn(FileTail tail)
    {
        public FileTail Tail { get; } = tail;

        public int Quiet { get; set; }

        public bool Gone { get; set; }
    }

    /// <summary>Lets files take turns until the batch is full or all were at their end. True when one of them may have more.</summary>
    public async ValueTask<bool> TakeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        bool more = false;
        for (int taken = 0; taken < open.Count; taken++)
        {
            Turn next = open[turn %= open.Count];
            if (!next.Tail.Fill(batch)) return true;
            int read = await next.Tail.ReadAsync(cancellation).ConfigureAwait(false);
            next.Quiet = read > 0 ? 0 : next.Quiet;
            more |= read > 0;
            bool room = next.Tail.Fill(batch);
            turn++;
            if (!room) return true;
        }
        return more;
    }

    /// <summary>Hands on the events that have waited long enough. True when there was one.</summary>
    public bool FlushDue(RecordBatch batch)
    {
        long now = time.GetUtcNow().UtcTicks;
        foreach (Turn file in open)
        {
            if (!batch.IsFull && file.Tail.FlushTicks <= now) file.Tail.FlushEvent(batch);
        }
        for (int i = open.Count - 1; i >= 0; i--)
        {
            // A deleted file is done with when it was quiet for a look after it went.
            if (open[i] is { Gone: true, Quiet: > 1 } gone && gone.Tail.Finish(batch)) Close(i, forget: true);
        }
        return batch.Count > 0;
    }

    /// <summary>Looks at the directory: opens what has grown, closes what is quiet. True when a file was opened.</summary>
    public async ValueTask<bool> LookForFilesAsync(CancellationToken cancellation)
    {
        List<ListedFile> listed = DirectoryListing.Read(directory, options);
        var byIdentity = new Dictionary<FileIdentity, ListedFile>(listed.Count);
        foreach (ListedFile file in listed) byIdentity[file.Identity] = file;
        for (int i = open.Count - 1; i >= 0; i--)
        {
            Turn file = open[i];
            file.Quiet++;
            file.Gone = !byIdentity.Remove(file.Tail.Identity, out ListedFile now);
            if (!file.Gone) file.Tail.Path = now.Path;
            bool crowded = open.Count >= options.MaxOpenFiles;
            if (!file.Gone && !file.Tail.HoldsBack && now.Length == file.Tail.Position && (file.Quiet > QuietLooks || crowded && file.Quiet > 1)) Close(i, forget: false);
        }
        Forget(listed);
        bool opened = false;
        foreach (ListedFile file in listed)
        {
            if (!byIdentity.ContainsKey(file.Identity) || open.Count >= options.MaxOpenFiles) continue;
            // Under a name that no longer matches, a file that was begun is finished.
            if (closed.TryGetValue(file.Identity, out StreamCursor? left) ? left.Offset == file.Length : !file.Matches && cursors.Find(file.Identity) is null) continue;
            opened |= await OpenAsync(file, left, cancellation).ConfigureAwait(false);
        }
        return opened;
    }

    /// <summary>How long to wait for the next look.</summary>
    public TimeSpan NextLook()
    {
        long now = time.GetUtcNow().UtcTicks, wait = options.Files.PollInterval.Ticks;
        foreach (Turn file in open) wait = Math.Min(wait, Math.Max((file.Tail.FlushTicks ?? long.MaxValue) - now, 0));
        return TimeSpan.FromTicks(wait);
    }

    public void Dispose()
    {
        foreach (Turn file in open) file.Tail.Dispose();
        open.Clear();
    }

    private async ValueTask<bool> OpenAsync(ListedFile file, StreamCursor? left, CancellationToken cancellation)
    {
        Microsoft.Win32.SafeHandles.SafeFileHandle handle;
        try
        {
            handle = FileOpener.Open(file.Path);
        }
        catch (SourceException e) when (e.InnerException is FileNotFoundException)
        {
            // Renamed or deleted since it was listed: the next look finds it.
            return false;
        }
        if (FileIdentity.Of(handle) != file.Identity)
        {
            handle.Dispose();
            return false;
        }
        FileTail tail = await FileTail.OpenAsync(file.Path, handle, there.GetValueOrDefault(file.Identity), options.Files, time, counters, cursors, left, cancellation).ConfigureAwait(false);
        closed.Remove(file.Identity);
        there.Remove(file.Identity);
        open.Add(new Turn(tail));
        return true;
    }

    // What was closed and is no longer there was deleted: an inode of the same number is another file. One look may miss a file that is being renamed.
    private void Forget(List<ListedFile> listed)
    {
        HashSet<FileIdentity> absent = [.. closed.Keys];
        absent.ExceptWith(listed.Select(file => file.Identity));
        foreach (FileIdentity identity in absent)
        {
            if (!missed.Contains(identity)) continue;
            closed.Remove(identity);
            cursors.Forget(identity);
        }
        missed = absent;
    }

    private void Close(int index, bool forget)
    {
        FileTail tail = open[index].Tail;
        if (forget) cursors.Forget(tail.Identity);
        else closed[tail.Identity] = tail.Tracked.At(tail.Position);
        tail.Dispose();
        open.RemoveAt(index);
    }
}
