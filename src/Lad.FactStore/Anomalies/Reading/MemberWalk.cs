using System.Text;
using System.Text.Json;

namespace Lad.FactStore.Anomalies.Reading;

/// <summary>Goes through a record's members and hands on each under its dotted name, however it is nested.</summary>
/// <param name="members">Takes them.</param>
internal readonly struct MemberWalk(ScoredMembers members)
{
    // Longer than any name that is looked for.
    private const int MaxName = 64;

    /// <summary>Reads the object that the reader stands at the beginning of.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        Span<byte> name = stackalloc byte[MaxName];
        ReadObject(ref reader, name, 0);
    }

    private void ReadObject(ref Utf8JsonReader reader, scoped Span<byte> name, int length)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int end = Append(ref reader, name, length);
            reader.Read();
            if (end < 0) reader.Skip();
            else if (reader.TokenType == JsonTokenType.StartObject && IsContainer(name[..end])) ReadObject(ref reader, name, end);
            else members.Read(name[..end], ref reader);
        }
    }

    private static int Append(ref Utf8JsonReader reader, scoped Span<byte> name, int length)
    {
        ReadOnlySpan<byte> part = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(Unescaped(ref reader)) : reader.ValueSpan;
        int dot = length == 0 ? 0 : 1;
        if (length + dot + part.Length > name.Length) return -1;
        if (dot == 1) name[length] = (byte)'.';
        part.CopyTo(name[(length + dot)..]);
        return length + dot + part.Length;
    }

    // A name with half a surrogate pair is none that is looked for.
    private static string Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static bool IsContainer(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("lad"u8) || name.SequenceEqual("lad.map"u8) || name.SequenceEqual("lad.model"u8) || name.SequenceEqual("event"u8)
        || name.SequenceEqual("service"u8) || name.SequenceEqual("log"u8) || name.SequenceEqual("trace"u8);
}
