using System.Globalization;
using System.Text;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>The key of a message: <c>MODEL</c> of a manifest, <c>MODEL/VERSION/CHUNK</c> of a part of a snapshot.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">The version; empty for a manifest.</param>
/// <param name="Chunk">Which part, from 0.</param>
internal sealed record ModelKey(string Model, string Version = "", int Chunk = 0)
{
    private const int MaxDigits = 6;
    private const int MaxBytes = (2 * ModelName.MaxLength) + MaxDigits + 2;

    public bool IsManifest => Version.Length == 0;

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(ToString());

    public override string ToString() => IsManifest ? Model : string.Create(CultureInfo.InvariantCulture, $"{Model}/{Version}/{Chunk}");

    /// <summary>The key that the bytes are; <see langword="null"/> when they are none. There is one way only to write a key.</summary>
    public static ModelKey? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaxBytes) return null;
        string text = Encoding.Latin1.GetString(bytes);
        string[] parts = text.Split('/');
        if (!ModelName.IsValid(parts[0])) return null;
        if (parts.Length == 1) return new ModelKey(text);
        return parts.Length == 3 && ModelName.IsValid(parts[1]) && ParseChunk(parts[2]) is { } chunk ? new ModelKey(parts[0], parts[1], chunk) : null;
    }

    /// <summary>The partition on which a model is published first: FNV-1a (32 bit) of its name, modulo their number.</summary>
    public static int PartitionOf(string model, int partitions)
    {
        uint hash = 2166136261;
        foreach (char letter in model) hash = (hash ^ letter) * 16777619;
        return (int)(hash % (uint)partitions);
    }

    private static int? ParseChunk(string digits) =>
        digits.Length is > 0 and <= MaxDigits && digits.All(char.IsAsciiDigit) && (digits.Length == 1 || digits[0] != '0') ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
}
