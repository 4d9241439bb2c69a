using System.Text.Json;
using Lad.Detection.Parsing.Fields;

namespace Lad.Detection.Parsing.Json;

/// <summary>
/// OpenTelemetry's lists of attributes: <c>[{"key":"service.name","value":{"stringValue":"shop"}}]</c>. Their fixed names are compared as written, since the
/// reader's own comparison throws on half a surrogate pair.
/// </summary>
internal static class JsonAttributes
{
    /// <summary>Whether the array that a reader stands at is such a list. Takes a copy of the reader: the caller's stays where it is.</summary>
    public static bool IsNext(Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.StartObject
        && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && (reader.ValueSpan.SequenceEqual("key"u8) || reader.ValueSpan.SequenceEqual("Key"u8));

    /// <summary>Reads the list to its end. False when the text ends before.</summary>
    public static bool Read(ref Utf8JsonReader reader, FieldNode parent, ref FieldHits hits)
    {
        int listDepth = reader.CurrentDepth;
        FieldNode? named = null;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == listDepth) return true;
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            bool isKey = reader.CurrentDepth == listDepth + 2 && (reader.ValueSpan.SequenceEqual("key"u8) || reader.ValueSpan.SequenceEqual("Key"u8));
            bool isText = reader.ValueSpan.SequenceEqual("stringValue"u8) || reader.ValueSpan.SequenceEqual("Value"u8) || reader.ValueSpan.SequenceEqual("value"u8);
            if (!reader.Read()) return false;
            if (reader.TokenType != JsonTokenType.String) continue;
            if (isKey) named = parent.Find(ref reader);
            else if (isText && named is not null) hits.Offer(named, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
        }
        return false;
    }
}
