using System.Text.Json;
using Lad.Detection.Parsing.Fields;

namespace Lad.Detection.Parsing.Json;

/// <summary>Finds the fields that matter in one JSON object, in one pass, without allocating.</summary>
internal static class JsonFieldReader
{
    /// <summary>Whether text that starts with a brace goes on as an object does: a name, or the end.</summary>
    public static bool LooksLikeObject(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '{') return false;
        ReadOnlySpan<byte> rest = text[1..].TrimStart(" \t\r\n"u8);
        return !rest.IsEmpty && rest[0] is (byte)'"' or (byte)'}';
    }

    /// <summary>
    /// Reads <paramref name="json"/>, which starts with a brace. <paramref name="isProse"/> says that it is text after all: it breaks before its first
    /// name is complete, or other words follow the object.
    /// </summary>
    public static ParseFault Read(ReadOnlySpan<byte> json, FieldTree tree, int maxDepth, ref FieldHits hits, out bool isProse)
    {
        isProse = false;
        // Not the final block: a cut-off object then ends the reading instead of throwing.
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = maxDepth }));
        int names = 0;
        try
        {
            ParseFault fault = Read(ref reader, json, tree, maxDepth, ref hits, ref names);
            if (fault.Error != ParseError.None) return fault;
        }
        catch (JsonException)
        {
            int at = SkipSeparators(json, (int)reader.BytesConsumed);
            if (reader.CurrentDepth >= maxDepth && at < json.Length && json[at] is (byte)'{' or (byte)'[') return new ParseFault(ParseError.JsonTooDeep, at);
            isProse = names == 0;
            return new ParseFault(ParseError.MalformedJson, at);
        }
        int end = (int)reader.BytesConsumed;
        ReadOnlySpan<byte> rest = json[end..].TrimStart(" \t\r\n\0"u8);
        if (rest.IsEmpty) return default;
        isProse = rest[0] != '{';
        return new ParseFault(ParseError.MalformedJson, json.Length - rest.Length);
    }

    private static ParseFault Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldTree tree, int maxDepth, ref FieldHits hits, ref int names)
    {
        var truncated = new ParseFault(ParseError.TruncatedJson, json.Length);
        Span<int> path = stackalloc int[maxDepth + 1];
        int depth = 0, arrays = 0;
        path[0] = tree.Root.Index;
        if (!reader.Read()) return truncated;
        while (depth >= 0)
        {
            if (!reader.Read()) return truncated;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    names++;
                    FieldNode? child = tree[path[depth]].Find(ref reader);
                    if (!reader.Read()) return truncated;
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        if (child is null || !child.HasChildren)
                        {
                            if (!reader.TrySkip()) return truncated;
                            break;
                        }
                        if (reader.TokenType == JsonTokenType.StartArray)
                        {
                            if (JsonAttributes.IsNext(reader))
                            {
                                if (!JsonAttributes.Read(ref reader, child, ref hits)) return truncated;
                                break;
                            }
                            arrays++;
                        }
                        path[++depth] = child.Index;
                    }
                    else if (child is not null && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                    {
                        if (arrays > 0 && hits.Message.RankPlusOne == child!.Rank(FieldRole.Message) + 1)
                            return new ParseFault(ParseError.SeveralMessages, (int)reader.TokenStartIndex);
                        Take(ref reader, child!, ref hits);
                    }
                    break;
                // The elements of an array stand where the array stands.
                case JsonTokenType.StartObject:
                    path[depth + 1] = path[depth];
                    depth++;
                    break;
                case JsonTokenType.StartArray:
                    if (!reader.TrySkip()) return truncated;
                    break;
                case JsonTokenType.EndArray:
                    arrays--;
                    depth--;
                    break;
                case JsonTokenType.EndObject:
                    depth--;
                    break;
            }
        }
        return default;
    }

    private static void Take(ref Utf8JsonReader reader, FieldNode node, ref FieldHits hits)
    {
        bool quoted = reader.TokenType == JsonTokenType.String;
        hits.Offer(node, (int)reader.TokenStartIndex + (quoted ? 1 : 0), reader.ValueSpan.Length, quoted && reader.ValueIsEscaped);
    }

    private static int SkipSeparators(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)':') at++;
        return Math.Min(at, json.Length);
    }
}
