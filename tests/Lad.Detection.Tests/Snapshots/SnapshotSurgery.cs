using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Lad.Detection.Tests.Snapshots;

/// <summary>Alters snapshots as someone would who knows the format: the length and the hash fit again afterwards.</summary>
internal static class SnapshotSurgery
{
    private const int HeaderBytes = 24, SectionHeaderBytes = 16;

    /// <summary>The payload of a section begins here.</summary>
    public static int PayloadOf(byte[] snapshot, string section)
    {
        for (int position = HeaderBytes; ; position += SectionHeaderBytes + (int)BinaryPrimitives.ReadUInt64LittleEndian(snapshot.AsSpan(position + 8)))
        {
            if (System.Text.Encoding.ASCII.GetString(snapshot, position, 4) == section) return position + SectionHeaderBytes;
        }
    }

    /// <summary>A copy with other bytes at <paramref name="position"/>.</summary>
    public static byte[] Overwrite(byte[] snapshot, int position, ReadOnlySpan<byte> bytes)
    {
        byte[] altered = [.. snapshot];
        bytes.CopyTo(altered.AsSpan(position));
        return Sealed(altered);
    }

    /// <summary>A copy with another number at <paramref name="position"/>.</summary>
    public static byte[] Overwrite(byte[] snapshot, int position, uint value)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Overwrite(snapshot, position, bytes);
    }

    /// <summary>A copy with a section more, which stands first.</summary>
    public static byte[] WithSection(byte[] snapshot, string section, uint flags, byte[] payload)
    {
        byte[] header = new byte[SectionHeaderBytes];
        System.Text.Encoding.ASCII.GetBytes(section, header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), flags);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), (ulong)payload.Length);
        byte[] longer = [.. snapshot[..HeaderBytes], .. header, .. payload, .. snapshot[HeaderBytes..]];
        BinaryPrimitives.WriteUInt32LittleEndian(longer.AsSpan(12), BinaryPrimitives.ReadUInt32LittleEndian(longer.AsSpan(12)) + 1);
        return Sealed(longer);
    }

    /// <summary>Makes length and hash fit.</summary>
    public static byte[] Sealed(byte[] snapshot)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(snapshot.AsSpan(16), (ulong)snapshot.Length);
        SHA256.HashData(snapshot.AsSpan(0, snapshot.Length - SHA256.HashSizeInBytes), snapshot.AsSpan(snapshot.Length - SHA256.HashSizeInBytes));
        return snapshot;
    }
}
