namespace Lad.Elasticsearch.Writing;

/// <summary>The body of a request while it is filled, sent, and thinned out until every document is settled. Its memory is kept for the next one. Not thread-safe.</summary>
/// <param name="usual">Bytes that it holds usually; what a larger document took beyond is given back.</param>
internal sealed class BulkBody(int usual)
{
    private const int Initial = 64 * 1024;
    private byte[] bytes = [];
    private BulkOperation[] operations = [];

    /// <summary>Bytes of all documents.</summary>
    public int Length { get; private set; }

    /// <summary>Documents.</summary>
    public int Count { get; private set; }

    /// <summary>The documents.</summary>
    public ReadOnlySpan<BulkOperation> Operations => operations.AsSpan(0, Count);

    /// <summary>The first bytes.</summary>
    public ReadOnlyMemory<byte> Start(int length) => bytes.AsMemory(0, length);

    /// <summary>Copies documents behind those that are there.</summary>
    public void Append(BulkPortion portion)
    {
        var rendered = new RenderedDocuments(portion.Delivery.Output);
        ReadOnlySpan<byte> lines = rendered.Lines(portion.From, portion.To);
        Reserve(lines.Length, portion.To - portion.From);
        lines.CopyTo(bytes.AsSpan(Length));
        Length += lines.Length;
        for (int i = portion.From; i < portion.To; i++)
        {
            RenderedDocuments.Entry entry = rendered[i];
            operations[Count++] = new BulkOperation(portion.Delivery, entry.Record, entry.Length, entry.Target);
        }
    }

    /// <summary>How many documents from the first on fit a request of <paramref name="limit"/> bytes; one at least.</summary>
    public int Fit(int limit, out int length)
    {
        length = Length;
        if (Length <= limit) return Count;
        length = operations[0].Length;
        int fit = 1;
        while (fit < Count && operations[fit].Length <= limit - length) length += operations[fit++].Length;
        return fit;
    }

    /// <summary>Takes documents out: of the first <paramref name="count"/> only those stay that <paramref name="keep"/> gives again.</summary>
    public void Thin(int count, Keeper keep)
    {
        int read = 0, written = 0, kept = 0;
        for (int i = 0; i < count; i++)
        {
            BulkOperation operation = operations[i];
            if (keep(i, operation) is { } again)
            {
                if (written != read) Buffer.BlockCopy(bytes, read, bytes, written, operation.Length);
                written += operation.Length;
                operations[kept++] = again;
            }
            read += operation.Length;
        }
        Buffer.BlockCopy(bytes, read, bytes, written, Length - read);
        Array.Copy(operations, count, operations, kept, Count - count);
        Array.Clear(operations, kept + Count - count, count - kept);
        Length -= read - written;
        Count -= count - kept;
        if (Count == 0 && bytes.Length > usual) bytes = [];
    }

    /// <summary>Takes all documents out.</summary>
    public void Clear() => Thin(Count, static (_, _) => null);

    /// <summary>What becomes of a document: as it stays, or <see langword="null"/>.</summary>
    internal delegate BulkOperation? Keeper(int index, BulkOperation operation);

    private void Reserve(int length, int count)
    {
        if (bytes.Length - Length < length)
        {
            int doubled = (int)Math.Min(Math.Max(bytes.Length * 2L, Initial), usual);
            Array.Resize(ref bytes, Math.Max(doubled, checked(Length + length)));
        }
        if (operations.Length - Count < count) Array.Resize(ref operations, Math.Max(operations.Length * 2, Count + count));
    }
}
