using Lad.Detection.Masking;

namespace Lad.Detection.Templates;

/// <summary>
/// A bounded bag of masked messages: each distinct one once, with its count. At the bound further distinct messages are counted as
/// <see cref="Overflow"/> and not kept. Not thread-safe.
/// </summary>
/// <param name="maxDistinct">Distinct messages that are kept, at least 1.</param>
public sealed class MessageInventory(int maxDistinct = MessageInventory.DefaultMaxDistinct)
{
    /// <summary>Distinct messages that are kept unless asked otherwise.</summary>
    public const int DefaultMaxDistinct = 200_000;

    private readonly StringPool _strings = new();
    private readonly Dictionary<ulong, int> _indices = [];
    private readonly List<MaskedMessage> _messages = [];
    private readonly List<long> _counts = [];

    /// <summary>The distinct messages in the order in which they were first seen.</summary>
    public IReadOnlyList<MaskedMessage> Messages => _messages;

    /// <summary>How often each message was added.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Messages added, kept or not.</summary>
    public long Added { get; private set; }

    /// <summary>Messages that were not kept because the inventory was full.</summary>
    public long Overflow { get; private set; }

    /// <summary>Adds <paramref name="message"/>, which was scanned into <paramref name="buffer"/> last, <paramref name="count"/> times.</summary>
    /// <returns>The message's index in <see cref="Messages"/>, -1 when it is new and the inventory is full.</returns>
    public int Add(ReadOnlySpan<byte> message, TokenBuffer buffer, long count = 1)
    {
        Added += count;
        if (_indices.TryGetValue(buffer.Key, out int index))
        {
            _counts[index] += count;
            return index;
        }
        if (_messages.Count >= maxDistinct)
        {
            Overflow += count;
            return -1;
        }
        index = _messages.Count;
        _indices.Add(buffer.Key, index);
        _messages.Add(MaskedMessage.Of(message, buffer, _strings));
        _counts.Add(count);
        return index;
    }
}
