using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Tests.Sources;

/// <summary>What a test saw of a record.</summary>
internal sealed record SeenRecord(string Text, string Stream, long Offset, long Next, RecordFlags Flags);

/// <summary>Reads sources to their end.</summary>
internal static class SourceReading
{
    public static async Task<List<SeenRecord>> ReadAllAsync(IRecordSource source, int capacity = 512)
    {
        var seen = new List<SeenRecord>();
        var batch = new RecordBatch(capacity);
        while (await source.ReadAsync(batch, CancellationToken.None))
        {
            Assert.NotEqual(0, batch.Count);
            seen.AddRange(Records(batch));
            await source.AcknowledgeAsync(batch, CancellationToken.None);
            batch.Clear();
        }
        Assert.Equal(0, batch.Count);
        Assert.False(await source.ReadAsync(batch, CancellationToken.None));
        return seen;
    }

    public static IEnumerable<SeenRecord> Records(RecordBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            SourcePosition position = batch.Positions[i];
            yield return new SeenRecord(Encoding.Latin1.GetString(batch.Record(i)), position.Stream.Name, position.Offset, position.Next, batch.Flags[i]);
        }
    }
}
