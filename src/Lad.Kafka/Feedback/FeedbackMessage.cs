using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Lad.Pipeline.Feedback;

namespace Lad.Kafka.Feedback;

/// <summary>An entry as a message: under the fingerprint, 16 hexadecimal digits, as key.</summary>
internal static class FeedbackMessage
{
    private const int KeyBytes = 16;

    /// <summary>The message of an entry.</summary>
    public static Message<byte[], byte[]> Of(FeedbackEntry entry) => new() { Key = Key(entry.Statement.Fingerprint), Value = FeedbackJson.Write(entry) };

    /// <summary>The key of a fingerprint.</summary>
    public static byte[] Key(ulong fingerprint) => Encoding.ASCII.GetBytes(fingerprint.ToString("x16", CultureInfo.InvariantCulture));

    /// <summary>The entry that a message is; <see langword="null"/> for a tombstone.</summary>
    /// <exception cref="FormatException">It is none; says what is wrong.</exception>
    public static FeedbackEntry? Entry(Message<byte[], byte[]?> message)
    {
        ulong fingerprint = Fingerprint(message.Key);
        if (message.Value is null) return null;
        if (message.Value.Length > FeedbackJson.MaxBytes) throw new FormatException($"it has {message.Value.Length} bytes, but an entry has {FeedbackJson.MaxBytes} at most");
        FeedbackEntry entry = FeedbackJson.Read(message.Value);
        if (entry.Statement.Fingerprint != fingerprint) throw new FormatException($"it is about {entry.Statement.Fingerprint:x16}, but its key is {fingerprint:x16}");
        return entry;
    }

    /// <summary>What a message puts in force. A tombstone, which no fact store writes, takes out of force whatever was.</summary>
    /// <exception cref="FormatException">It cannot be understood; says why.</exception>
    public static FeedbackState State(Message<byte[], byte[]?> message) => Entry(message)?.State ?? new FeedbackState { Fingerprint = Fingerprint(message.Key), Sequence = 0 };

    private static ulong Fingerprint(byte[]? key) =>
        key is { Length: KeyBytes } && ulong.TryParse(Encoding.ASCII.GetString(key), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong fingerprint)
            ? fingerprint
            : throw new FormatException("its key is no fingerprint of 16 hexadecimal digits");
}
