namespace Lad.Pipeline.Models;

/// <summary>Compares names as bytes, so that a record's service is looked up where it lies.</summary>
internal sealed class ServiceNameComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static ServiceNameComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] name) => GetHashCode(name.AsSpan());

    public bool Equals(ReadOnlySpan<byte> name, byte[] other) => name.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> name)
    {
        // FNV-1a (Fowler, Noll and Vo): names are short, and only those of models are ever in a table.
        uint hash = 2166136261;
        foreach (byte letter in name) hash = (hash ^ letter) * 16777619;
        return (int)hash;
    }

    public byte[] Create(ReadOnlySpan<byte> name) => name.ToArray();
}
