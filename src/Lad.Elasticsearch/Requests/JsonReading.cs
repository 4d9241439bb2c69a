using System.Text.Json;

namespace Lad.Elasticsearch.Requests;

/// <summary>Steps through JSON that must have a certain form.</summary>
internal static class JsonReading
{
    /// <summary>To the next token.</summary>
    public static void Next(this ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException("it ends too early");
    }

    /// <summary>To the next name of an object; <see langword="false"/> at its end.</summary>
    public static bool NextMember(this ref Utf8JsonReader reader)
    {
        reader.Next();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>To the next value of an array; <see langword="false"/> at its end.</summary>
    public static bool NextElement(this ref Utf8JsonReader reader)
    {
        reader.Next();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Over the value of a name.</summary>
    public static void SkipValue(this ref Utf8JsonReader reader)
    {
        reader.Next();
        reader.Skip();
    }

    /// <summary>Refuses another token.</summary>
    public static void Expect(this ref Utf8JsonReader reader, JsonTokenType type, string name)
    {
        if (reader.TokenType != type) throw new JsonException($"{name} is {reader.TokenType}, not {type}");
    }

    /// <summary>The text of a name.</summary>
    public static string Text(this ref Utf8JsonReader reader, string name)
    {
        reader.Next();
        reader.Expect(JsonTokenType.String, name);
        return reader.GetString()!;
    }

    /// <summary>The truth of a name.</summary>
    public static bool Boolean(this ref Utf8JsonReader reader, string name)
    {
        reader.Next();
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw new JsonException($"{name} is {reader.TokenType}, neither true nor false");
    }

    /// <summary>The whole number of a name.</summary>
    public static long Number(this ref Utf8JsonReader reader, string name)
    {
        reader.Next();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) ? number : throw new JsonException($"{name} is no whole number");
    }
}
