using System.Buffers;
using System.Runtime.InteropServices;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Producing;

/// <summary>
/// The verdicts of a batch as they were rendered ahead of its turn: in one buffer the objects, then where each of them is, then how many there are.
/// </summary>
internal readonly ref struct RenderedVerdicts
{
    private readonly ReadOnlySpan<byte> text;

    /// <summary>Reads what <see cref="Writer"/> left.</summary>
    public RenderedVerdicts(OutputBuffer output)
    {
        text = output.Written.Span;
        Count = text.IsEmpty ? 0 : MemoryMarshal.Read<int>(text[^sizeof(int)..]);
        Entries = MemoryMarshal.Cast<byte, Entry>(text[^(sizeof(int) + Count * Entry.Size)..^sizeof(int)]);
    }

    /// <summary>How many verdicts there are.</summary>
    public int Count { get; }

    private ReadOnlySpan<Entry> Entries { get; }

    /// <summary>Which record a verdict is about, and what to do with it.</summary>
    public Entry this[int index] => Entries[index];

    /// <summary>A verdict as JSON.</summary>
    public ReadOnlySpan<byte> Json(in Entry entry) => text.Slice(entry.Start, entry.Length);

    /// <summary>A verdict in the buffer.</summary>
    /// <param name="Record">The record's index in its batch.</param>
    /// <param name="Start">Its first byte.</param>
    /// <param name="Length">Its bytes.</param>
    /// <param name="Topics">Where it goes.</param>
    public readonly record struct Entry(int Record, int Start, int Length, VerdictTopics Topics)
    {
        public const int Size = 4 * sizeof(int);
    }

    /// <summary>Collects where verdicts are while they are rendered.</summary>
    public ref struct Writer(int capacity)
    {
        private readonly Entry[] entries = ArrayPool<Entry>.Shared.Rent(capacity);
        private int count;

        public void Add(Entry entry) => entries[count++] = entry;

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
