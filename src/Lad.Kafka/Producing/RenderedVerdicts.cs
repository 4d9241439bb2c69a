using System.Buffers;
using System.Runtime.InteropServices;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Producing;

/// <summary>
/// The verdicts of a batch as they were rendered ahead of its turn: in one buffer the objects, then an entry for each message that is to be made of them, then the number of entries.
/// </summary>
internal readonly ref struct RenderedVerdicts
{
    private readonly ReadOnlySpan<byte> text;
    private readonly ReadOnlySpan<Entry> entries;

    /// <summary>Reads what <see cref="Writer"/> left.</summary>
    public RenderedVerdicts(OutputBuffer output)
    {
        text = output.Written.Span;
        if (text.IsEmpty) return;
        int count = MemoryMarshal.Read<int>(text[^sizeof(int)..]);
        entries = MemoryMarshal.Cast<byte, Entry>(text[^(sizeof(int) + count * Entry.Size)..^sizeof(int)]);
    }

    /// <summary>How many messages there are.</summary>
    public int Count => entries.Length;

    /// <summary>A message.</summary>
    public Entry this[int index] => entries[index];

    /// <summary>A message's verdict as JSON.</summary>
    public ReadOnlySpan<byte> Json(Entry entry) => text.Slice(entry.Start, entry.Length);

    /// <summary>A message to be made of a verdict.</summary>
    /// <param name="Record">The record's index in its batch.</param>
    /// <param name="Start">The verdict's first byte.</param>
    /// <param name="Length">The verdict's bytes.</param>
    /// <param name="Target">0 for the topic of all verdicts, 1 for that of anomalies.</param>
    public readonly record struct Entry(int Record, int Start, int Length, int Target)
    {
        public const int Size = 4 * sizeof(int);

        /// <summary>Whether it goes to the topic of anomalies.</summary>
        public bool IsAnomalysOwn => Target == 1;
    }

    /// <summary>Collects the messages while verdicts are rendered.</summary>
    /// <param name="records">Records of the batch; each has two messages at most.</param>
    public ref struct Writer(int records)
    {
        private readonly Entry[] entries = ArrayPool<Entry>.Shared.Rent(2 * records);
        private int count;

        public void Add(int record, int start, int length, bool anomalysOwn) => entries[count++] = new(record, start, length, anomalysOwn ? 1 : 0);

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
