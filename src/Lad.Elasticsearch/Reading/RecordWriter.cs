using System.Text;
using Lad.Elasticsearch.Reading.Pages;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Elasticsearch.Reading;

/// <summary>Makes records of the hits that are new.</summary>
internal sealed class RecordWriter(string source, ElasticsearchSourceOptions options, ReadingState state, SourceCounters counters, ElasticsearchSourceCounters own, TimeProvider clock)
{
    private readonly IndexStreams streams = new();

    /// <summary>Takes hits that are at hand until the batch is full.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="sweep">Whose hits.</param>
    /// <param name="most">Records to add at most.</param>
    /// <returns>Records that were added.</returns>
    /// <exception cref="SourceException">The index keeps no sources.</exception>
    public int Fill(RecordBatch batch, Sweep sweep, long most)
    {
        int added = 0;
        int known = 0;
        long bytes = 0;
        long last = long.MinValue;
        long observed = clock.GetUtcNow().UtcTicks;
        while (!batch.IsFull && added < most && sweep.Hits.Next() is { } stream)
        {
            SearchPage page = stream.Page;
            int hit = stream.Hit;
            ReadOnlySpan<byte> document = page.Source(hit);
            if (document.IsEmpty) throw NoSource(page, hit);
            EventId id = EventId.Of(page.Index(hit), page.Id(hit));
            Offer offer = state.Meet(sweep.Plan, id, stream.Time, out long sequence);
            if (offer == Offer.TooEarly)
            {
                sweep.Cut();
                break;
            }
            if (offer == Offer.Deliver)
            {
                Append(batch, page, hit, document, id, stream.Time, sequence, observed);
                bytes += document.Length;
                last = stream.Time;
                added++;
            }
            else
            {
                known++;
            }
            stream.Advance();
        }
        if (known > 0) own.AddRepeats(known);
        if (added > 0)
        {
            counters.AddRecords(added);
            counters.AddBytes(bytes);
            // A document that is dated later than now, or not at all, does not say that all before it was read.
            if (last <= sweep.Plan.Opened) own.ReadTo(last);
        }
        return added;
    }

    private void Append(RecordBatch batch, SearchPage page, int hit, ReadOnlySpan<byte> document, EventId id, long time, long sequence, long observed)
    {
        RecordFlags flags = RecordFlags.None;
        if (document.Length > options.MaxRecordBytes)
        {
            int kept = options.MaxRecordBytes;
            // Not in the middle of a character.
            while (kept > 0 && (document[kept] & 0xC0) == 0x80) kept--;
            counters.AddTruncated(document.Length - kept);
            document = document[..kept];
            flags = RecordFlags.Truncated;
        }
        var position = new SourcePosition(streams.Of(page.Index(hit)), sequence, sequence + 1);
        batch.Append(document, position, observed, flags, new RecordHeaders { HasKey = true, Key = page.Id(hit), TimeTicks = Ticks(time), Id = id });
    }

    // Elasticsearch knows more years than a DateTime; 0 stands for no time.
    private static long Ticks(long time)
    {
        if (time == ReadingState.Untimed) return 0;
        long least = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
        long most = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return Math.Max(1, DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(time, least, most)).UtcTicks);
    }

    private SourceException NoSource(SearchPage page, int hit) => new(
        source,
        $"{source}: document {Encoding.UTF8.GetString(page.Id(hit))} of index {Encoding.UTF8.GetString(page.Index(hit))} has no _source: the index does not keep it, so that nothing can be read. Turn _source on in its mapping and index anew, or leave the index out.");
}
