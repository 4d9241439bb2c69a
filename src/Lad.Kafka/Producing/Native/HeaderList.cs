using System.Text;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Producing.Native;

/// <summary>The headers of a message; used again for the next one. Not thread-safe.</summary>
internal sealed class HeaderList
{
    /// <summary>Headers that fit.</summary>
    public const int Capacity = 16;

    private readonly OutputBuffer values = new();
    private readonly Entry[] entries = new Entry[Capacity];

    /// <summary>Headers that are in.</summary>
    public int Count { get; private set; }

    /// <summary>The values, one after the other.</summary>
    public ReadOnlySpan<byte> Bytes => values.Written.Span;

    /// <summary>A header.</summary>
    public ref readonly Entry this[int index] => ref entries[index];

    public void Clear()
    {
        values.Clear();
        Count = 0;
    }

    public void Add(HeaderName name, ReadOnlySpan<byte> value)
    {
        entries[Count++] = new Entry(name, values.Length, value.Length);
        values.Append(value);
    }

    public void Add(HeaderName name, string value)
    {
        int start = values.Length;
        values.Advance(Encoding.UTF8.GetBytes(value, values.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length))));
        entries[Count++] = new Entry(name, start, values.Length - start);
    }

    /// <summary>A header's name, and where its value is.</summary>
    public readonly record struct Entry(HeaderName Name, int Start, int Length);
}
