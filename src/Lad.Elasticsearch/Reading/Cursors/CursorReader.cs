using System.Text.Json;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Pipeline.Sources;

namespace Lad.Elasticsearch.Reading.Cursors;

/// <summary>Reads a cursor's parts, and refuses those that cannot be gone on with.</summary>
/// <param name="store">What an operator calls the place of the cursor.</param>
/// <param name="identity">What is to be read.</param>
internal sealed class CursorReader(string store, CursorIdentity identity)
{
    private const string Remedy = "restore it, name another, or remove it to read anew";

    /// <summary>Restores what was saved; nothing when there are no parts.</summary>
    /// <exception cref="SourceException">The cursor is damaged, of a newer version, or belongs to something else.</exception>
    public void Read(IReadOnlyDictionary<string, byte[]> parts, ReadingState state, CursorWriter writer)
    {
        if (parts.Count == 0) return;
        // Ids without a head are what a first save left that did not come to its end: nothing was saved.
        if (!parts.TryGetValue(CursorWriter.Head, out byte[]? bytes))
        {
            writer.Continue([], [.. parts.Keys]);
            return;
        }
        CursorHead head = HeadOf(bytes);
        if (head.Source != identity.Source) throw Refused($"belongs to {head.Source}, not to {identity.Source}: name another");
        if (head.TimeField != identity.TimeField) throw Refused($"was made with the time field {head.TimeField}, not with {identity.TimeField}: name another, or that field");
        if (head.Query != identity.Query) throw Refused($"was made with another query or service: name another cursor for these documents, or remove it to read anew");
        var ids = new DeliveredIds();
        long count = 0;
        List<string> stale = [];
        List<(int Number, DatedId[] Entries)> segments = [];
        List<(int Number, string Name, DatedId[] Entries)> kept = [];
        string keptKind = CursorWriter.KeptOf(head.KeptGeneration);
        foreach ((string name, byte[] content) in parts)
        {
            if (CursorWriter.NumberOf(CursorWriter.Segments, name) is { } number && number >= head.FirstSegment) segments.Add((number, IdsOf(name, content)));
            else if (CursorWriter.NumberOf(keptKind, name) is { } part) kept.Add((part, name, IdsOf(name, content)));
            else if (name != CursorWriter.Head) stale.Add(name);
        }
        foreach ((_, _, DatedId[] entries) in kept.OrderBy(part => part.Number))
        {
            ids.RestoreKept(head.KeptGeneration, entries);
            count += entries.Length;
        }
        foreach ((int number, DatedId[] entries) in segments.OrderBy(segment => segment.Number))
        {
            ids.Restore(number, entries);
            count += entries.Length;
        }
        ids.ContinueAt(head.FirstSegment);
        // More may be there, of a save that did not come to its end: they were acknowledged.
        if (count < head.Ids) throw Refused($"is damaged: it holds {count:N0} ids of {head.Ids:N0}; {Remedy}");
        writer.Continue([.. kept.Select(part => part.Name)], stale);
        state.Restore(new ReadingPosition(head.Watermark ?? ReadingState.Nothing, head.IdsFrom ?? ReadingState.Nothing, head.First, head.UntimedDone), ids);
    }

    private CursorHead HeadOf(byte[] bytes)
    {
        try
        {
            int version = JsonSerializer.Deserialize(bytes, CursorJson.Default.CursorVersion)?.Version ?? 0;
            if (version > CursorWriter.Version) throw Refused($"is of version {version}, and this program knows version {CursorWriter.Version}: use the program that wrote it or a newer one, or remove it to read anew");
            CursorHead? head = version == CursorWriter.Version ? JsonSerializer.Deserialize(bytes, CursorJson.Default.CursorHead) : null;
            if (head is not null) return head;
        }
        catch (JsonException e)
        {
            throw Refused($"is damaged: {Remedy}", e);
        }
        throw Refused($"is damaged: {Remedy}");
    }

    private DatedId[] IdsOf(string name, byte[] content) => IdPart.Read(content) ?? throw Refused($"is damaged in {name}: {Remedy}");

    private SourceException Refused(string why, Exception? inner = null) => new(identity.Source, $"The cursor '{store}' {why}.", inner);
}
