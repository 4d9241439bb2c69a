using System.Buffers;
using System.Runtime.InteropServices;
using Lad.Pipeline.Batches;

namespace Lad.Elasticsearch.Writing;

/// <summary>
/// The documents of a batch as they were rendered ahead of its turn: in one buffer action and document by turns, each with its line's end, ready to be put one behind the other;
/// then an entry for each document, then the number of entries.
/// </summary>
internal readonly ref struct RenderedDocuments
{
    private readonly ReadOnlySpan<byte> text;
    private readonly ReadOnlySpan<Entry> entries;

    /// <summary>Reads what <see cref="Writer"/> left.</summary>
    public RenderedDocuments(OutputBuffer output)
    {
        text = output.Written.Span;
        if (text.IsEmpty) return;
        int count = MemoryMarshal.Read<int>(text[^sizeof(int)..]);
        entries = MemoryMarshal.Cast<byte, Entry>(text[^(sizeof(int) + (count * Entry.Size))..^sizeof(int)]);
    }

    /// <summary>How many documents there are.</summary>
    public int Count => entries.Length;

    /// <summary>Bytes of all documents with their actions.</summary>
    public int Bytes => entries.IsEmpty ? 0 : entries[^1].Start + entries[^1].Length;

    /// <summary>A document.</summary>
    public Entry this[int index] => entries[index];

    /// <summary>The bytes of documents that stand one behind the other.</summary>
    public ReadOnlySpan<byte> Lines(int from, int to) => text[entries[from].Start..(entries[to - 1].Start + entries[to - 1].Length)];

    /// <summary>A document to be written.</summary>
    /// <param name="Record">The record's index in its batch.</param>
    /// <param name="Start">The action's first byte.</param>
    /// <param name="Length">Bytes of action and document.</param>
    /// <param name="Target">Where it goes.</param>
    public readonly record struct Entry(int Record, int Start, int Length, BulkTarget Target)
    {
        public const int Size = 4 * sizeof(int);
    }

    /// <summary>Collects the documents while verdicts are rendered.</summary>
    /// <param name="records">Records of the batch; each has two documents at most.</param>
    public ref struct Writer(int records)
    {
        private readonly Entry[] entries = ArrayPool<Entry>.Shared.Rent(2 * records);
        private int count;

        public void Add(int record, int start, int length, BulkTarget target) => entries[count++] = new(record, start, length, target);

        /// <summary>Ends the buffer. Call once.</summary>
        public readonly void Finish(OutputBuffer output)
        {
            if (count > 0)
            {
                output.Append(MemoryMarshal.AsBytes(entries.AsSpan(0, count)));
                output.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in count)));
            }
            ArrayPool<Entry>.Shared.Return(entries);
        }
    }
}
