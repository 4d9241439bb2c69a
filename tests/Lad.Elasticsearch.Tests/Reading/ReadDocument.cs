using System.Text;
using Lad.Pipeline.Batches;

namespace Lad.Elasticsearch.Tests.Reading;

/// <summary>What a test saw of a document.</summary>
internal sealed record ReadDocument(string Id, string Index, string Source, DateTime Time, RecordFlags Flags, string EventId)
{
    public static IEnumerable<ReadDocument> Of(RecordBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            yield return new ReadDocument(
                Encoding.UTF8.GetString(batch.RecordKey(i)), batch.Positions[i].Stream.Name, Encoding.UTF8.GetString(batch.Record(i)), new DateTime(batch.SourceTimeTicks(i), DateTimeKind.Utc), batch.Flags[i], batch.EventIdOf(i).ToString());
        }
    }
}
