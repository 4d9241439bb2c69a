using System.Numerics;
using Lad.Detection.Numerics;

namespace Lad.Detection.Encoding;

/// <summary>Finds a word's row by its UTF-8 bytes without allocating. Immutable and safe for any number of threads.</summary>
public sealed class WordIndex
{
    private readonly record struct Slot(ulong Hash, int Row, int Start, int Length);

    private readonly Slot[] slots;
    private readonly byte[] text;

    /// <summary>Indexes <paramref name="words"/>; a word's row is its position.</summary>
    /// <exception cref="ArgumentException">A word occurs twice.</exception>
    public WordIndex(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        // At most half full, so that a word that is not there is noticed after one or two slots.
        slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, words.Count * 2))];
        Array.Fill(slots, new Slot(0, -1, 0, 0));
        text = new byte[words.Sum(System.Text.Encoding.UTF8.GetByteCount)];
        Count = words.Count;
        int used = 0;
        for (int row = 0; row < words.Count; row++)
        {
            int length = System.Text.Encoding.UTF8.GetBytes(words[row], text.AsSpan(used));
            Add(row, used, length);
            used += length;
        }
    }

    /// <summary>Number of words.</summary>
    public int Count { get; }

    /// <summary>The row of <paramref name="word"/> (UTF-8), -1 when it is not there.</summary>
    public int Find(ReadOnlySpan<byte> word) => Find(word, StableHash.Of(word));

    /// <summary>As <see cref="Find(ReadOnlySpan{byte})"/>, for a caller that has the hash at hand.</summary>
    internal int Find(ReadOnlySpan<byte> word, ulong hash)
    {
        int mask = slots.Length - 1;
        for (int position = (int)hash & mask; ; position = (position + 1) & mask)
        {
            ref readonly Slot slot = ref slots[position];
            if (slot.Row < 0) return -1;
            if (slot.Hash == hash && text.AsSpan(slot.Start, slot.Length).SequenceEqual(word)) return slot.Row;
        }
    }

    private void Add(int row, int start, int length)
    {
        ReadOnlySpan<byte> word = text.AsSpan(start, length);
        ulong hash = StableHash.Of(word);
        if (Find(word, hash) >= 0)
            throw new ArgumentException($"The word '{System.Text.Encoding.UTF8.GetString(word)}' occurs twice.");
        int position = (int)hash & (slots.Length - 1);
        while (slots[position].Row >= 0)
            position = (position + 1) & (slots.Length - 1);
        slots[position] = new Slot(hash, row, start, length);
    }
}
