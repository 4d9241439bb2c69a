using System.Globalization;
using System.Text.Json;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Elasticsearch.Reading.Cursors;

/// <summary>Makes parts of what changed since the last time: ids, then the head, then the removal of what the head does not name any more.</summary>
internal sealed class CursorWriter(CursorIdentity identity)
{
    public const int Version = 1;
    public const string Head = "head";
    public const string Segments = "ids-";

    private IReadOnlyList<string> keptParts = [];
    private IReadOnlyList<string> stale = [];

    /// <summary>Goes on with a cursor that was loaded.</summary>
    /// <param name="loadedKeptParts">Parts that hold kept ids.</param>
    /// <param name="unnamed">Parts that do not belong to it, which are removed with the next ones.</param>
    public void Continue(IReadOnlyList<string> loadedKeptParts, IReadOnlyList<string> unnamed)
    {
        keptParts = loadedKeptParts;
        stale = unnamed;
    }

    /// <summary>The parts to save.</summary>
    /// <param name="position">Where to go on.</param>
    /// <param name="ids">The ids; noted as saved.</param>
    /// <param name="acknowledged">Those with smaller sequence numbers are acknowledged.</param>
    public IReadOnlyList<CursorPart> Write(ReadingPosition position, DeliveredIds ids, long acknowledged)
    {
        List<CursorPart> parts = [];
        long count = ids.Kept.Length;
        foreach (IdSegment segment in ids.Segments)
        {
            int saved = segment.Acknowledged(acknowledged);
            count += saved;
            if (saved > segment.Saved) parts.Add(new CursorPart(Name(Segments, segment.Number), IdPart.Write(segment.Entries[..saved])));
        }
        string[] kept = [.. Enumerable.Range(0, (ids.Kept.Length + IdSegment.Capacity - 1) / IdSegment.Capacity).Select(part => Name(KeptOf(ids.KeptGeneration), part))];
        for (int part = ids.KeptChanged / IdSegment.Capacity; part < kept.Length; part++)
        {
            ReadOnlySpan<DatedId> rest = ids.Kept[(part * IdSegment.Capacity)..];
            parts.Add(new CursorPart(kept[part], IdPart.Write(rest[..Math.Min(rest.Length, IdSegment.Capacity)])));
        }
        int first = ids.Segments.Count > 0 ? ids.Segments[0].Number : ids.NextSegment;
        var head = new CursorHead(
            Version, identity.Source, identity.TimeField, identity.Query, OrNull(position.Watermark), OrNull(position.IdsFrom), position.First, position.UntimedDone, first, ids.KeptGeneration, count);
        parts.Add(new CursorPart(Head, JsonSerializer.SerializeToUtf8Bytes(head, CursorJson.Default.CursorHead)));
        // A save that did not come to its end may have left parts under names that are in use by now.
        IEnumerable<string> inUse = [.. kept, .. ids.Segments.Select(segment => Name(Segments, segment.Number))];
        IEnumerable<string> gone = [.. stale, .. ids.Save(acknowledged).Select(number => Name(Segments, number)), .. keptParts];
        parts.AddRange(gone.Except(inUse).Select(name => new CursorPart(name, null)));
        keptParts = kept;
        stale = [];
        return parts;
    }

    /// <summary>How the names of a generation of kept ids begin.</summary>
    public static string KeptOf(int generation) => Name("kept-", generation) + "-";

    /// <summary>The number of a part of a kind; <see langword="null"/> when its name is not of that kind.</summary>
    public static int? NumberOf(string kind, string name) =>
        name.StartsWith(kind, StringComparison.Ordinal) && int.TryParse(name.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");

    private static long? OrNull(long time) => time == ReadingState.Nothing ? null : time;
}
