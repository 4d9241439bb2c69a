using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Files;

namespace Lad.Pipeline.Sources.Cursors;

/// <summary>
/// Turns acknowledged batches into saved positions, at most once in an interval. What is not yet saved when a process dies is read once more afterwards.
/// Thread-safe: a source reads and acknowledges on different threads.
/// </summary>
/// <param name="file">Where positions are saved; none to keep them in memory alone.</param>
/// <param name="interval">The least time between two savings.</param>
/// <param name="time">The clock.</param>
internal sealed class CursorTracker(CursorFile? file, TimeSpan interval, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<SourceStream, TrackedStream> streams = [];
    private readonly Dictionary<string, StreamCursor> cursors = [];
    private long saved = long.MinValue;
    private SourceStream? last;
    private bool changed;

    /// <summary>Takes over positions saved earlier.</summary>
    public void Restore(IEnumerable<StreamCursor> known)
    {
        foreach (StreamCursor cursor in known) cursors[cursor.Identity] = cursor;
    }

    /// <summary>The stream of one generation of a file; that of before when it is tracked already.</summary>
    public TrackedStream Track(string path, FileIdentity identity, int generation)
    {
        lock (gate)
        {
            TrackedStream? known = streams.Values.FirstOrDefault(stream => stream.Identity == identity && stream.Generation == generation);
            if (known is null) streams.Add((known = new TrackedStream(path, identity, generation)).Stream, known);
            return known;
        }
    }

    /// <summary>Remembers a position that no record tells, such as the end of what was there when following began.</summary>
    public void Set(TrackedStream stream, long offset)
    {
        lock (gate)
        {
            cursors[stream.Identity.ToString()] = stream.At(offset);
            changed = true;
        }
    }

    /// <summary>Forgets a file and its stream: it is gone and all of it was acknowledged, or another took its place.</summary>
    public void Forget(FileIdentity identity)
    {
        lock (gate)
        {
            foreach (var (stream, tracked) in streams)
            {
                if (tracked.Identity == identity) streams.Remove(stream);
            }
            changed |= cursors.Remove(identity.ToString());
        }
    }

    /// <summary>How far a file was acknowledged.</summary>
    public StreamCursor? Find(FileIdentity identity)
    {
        lock (gate) return cursors.GetValueOrDefault(identity.ToString());
    }

    /// <summary>Takes in an acknowledged batch. <paramref name="single"/> when the source reads one file after the other: only the last one counts then.</summary>
    public void Acknowledge(RecordBatch batch, bool single)
    {
        lock (gate)
        {
            for (int i = batch.Count - 1; i >= 0; i--)
            {
                SourcePosition position = batch.Positions[i];
                // Of each run of records of one stream the last one tells.
                if (i < batch.Count - 1 && ReferenceEquals(position.Stream, batch.Positions[i + 1].Stream)) continue;
                if (!streams.TryGetValue(position.Stream, out TrackedStream? tracked)) continue;
                string identity = tracked.Identity.ToString();
                if (single)
                {
                    if (last is not null && last != position.Stream) streams.Remove(last);
                    last = position.Stream;
                    cursors.Clear();
                    cursors[identity] = tracked.At(position.Next);
                    changed = true;
                    break;
                }
                if (cursors.TryGetValue(identity, out StreamCursor? cursor) && (cursor.Generation > tracked.Generation || cursor.Generation == tracked.Generation && cursor.Offset >= position.Next)) continue;
                cursors[identity] = tracked.At(position.Next);
                changed = true;
            }
            if (file is not null && changed && (saved == long.MinValue || time.GetElapsedTime(saved) >= interval)) Save();
        }
    }

    /// <summary>Saves what changed since the last time.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (file is not null && changed) Save();
        }
    }

    private void Save()
    {
        file!.Save([.. cursors.Values]);
        saved = time.GetTimestamp();
        changed = false;
    }
}
