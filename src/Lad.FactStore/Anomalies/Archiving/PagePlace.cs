using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Where a page ended, as text that is safe in a URL. It names no message: times, numbers, fingerprints and services only.</summary>
internal static class PagePlace
{
    private const int GroupHead = 17;

    /// <summary>Behind a group.</summary>
    public static string Write(GroupOrder order, long value, GroupKey key)
    {
        byte[] bytes = new byte[GroupHead + Encoding.UTF8.GetByteCount(key.Service)];
        bytes[0] = (byte)order;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), value);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(9), key.Fingerprint);
        Encoding.UTF8.GetBytes(key.Service, bytes.AsSpan(GroupHead));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what was written for a list of groups.</summary>
    /// <exception cref="FormatException">It was not written for this order.</exception>
    public static (long Value, GroupKey Key) ReadGroup(GroupOrder order, string text)
    {
        byte[] bytes = Decode(text);
        if (bytes.Length is < GroupHead or > GroupHead + AnomalyText.MaxName || bytes[0] != (byte)order) throw Foreign();
        return (BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)), new GroupKey(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(9)), AnomalyText.Bounded(Encoding.UTF8.GetString(bytes.AsSpan(GroupHead)), AnomalyText.MaxName)));
    }

    /// <summary>Behind an anomaly.</summary>
    public static string Write(long at, byte[] eventId)
    {
        byte[] bytes = new byte[24];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at);
        eventId.CopyTo(bytes, 8);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what was written for a list of anomalies.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static (long At, byte[] EventId) ReadAnomaly(string text)
    {
        byte[] bytes = Decode(text);
        return bytes.Length == 24 ? (BinaryPrimitives.ReadInt64BigEndian(bytes), bytes[8..]) : throw Foreign();
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw Foreign();
        }
    }

    private static FormatException Foreign() => new("The place where the page is to begin is not from a page of this list: begin with its first page.");
}
