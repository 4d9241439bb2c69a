using System.Buffers.Binary;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>The identity of an event in the database: its 16 bytes.</summary>
internal static class EventKey
{
    /// <summary>The bytes of 32 hexadecimal digits.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static byte[] Of(string eventId) => eventId.Length == 32 ? Convert.FromHexString(eventId) : throw new FormatException($"'{eventId}' is no event's id: 32 hexadecimal digits are.");

    /// <summary>The digits.</summary>
    public static string Text(byte[] key) => Convert.ToHexStringLower(key);

    /// <summary>A number that stands for the bytes.</summary>
    public static UInt128 Number(byte[] key) => BinaryPrimitives.ReadUInt128BigEndian(key);
}
