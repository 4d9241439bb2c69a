using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lad.Pipeline.Feedback;

/// <summary>
/// Entries as JSON, the same on the topic, in the file and from the fact store's API: <c>{"statement":{...},"state":{...}}</c>. Fingerprints are 16 hexadecimal digits, times RFC 3339 in UTC.
/// </summary>
public static class FeedbackJson
{
    /// <summary>Bytes of an entry that are read, at most; one that <see cref="Write(FeedbackEntry)"/> makes of valid statements has fewer.</summary>
    public const int MaxBytes = 512 << 10;

    private const int MaxDepth = 16;

    // Made for logs and topics, never put into a page as it is: other alphabets stay readable, and a message takes less room.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The entry as one JSON object, UTF-8, without a line end.</summary>
    public static byte[] Write(FeedbackEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, WriterOptions))
        {
            json.WriteStartObject();
            json.WritePropertyName("statement"u8);
            FeedbackJsonWriter.Write(json, entry.Statement);
            json.WritePropertyName("state"u8);
            FeedbackJsonWriter.Write(json, entry.State);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes a statement as one JSON object.</summary>
    public static void Write(Utf8JsonWriter json, FeedbackStatement statement) => FeedbackJsonWriter.Write(json, statement);

    /// <summary>Writes what is in force as one JSON object.</summary>
    public static void Write(Utf8JsonWriter json, FeedbackState state) => FeedbackJsonWriter.Write(json, state);

    /// <summary>Reads an entry. It is untrusted: size and depth are bounded, members that are not known are passed over.</summary>
    /// <exception cref="FormatException">It is none; says what is wrong and where.</exception>
    public static FeedbackEntry Read(ReadOnlySpan<byte> json)
    {
        using JsonDocument document = Parse(json);
        return FeedbackJsonReader.Entry(document.RootElement);
    }

    /// <summary>Reads a statement alone, as an export has it.</summary>
    /// <exception cref="FormatException">It is none; says what is wrong and where.</exception>
    public static FeedbackStatement ReadStatement(ReadOnlySpan<byte> json)
    {
        using JsonDocument document = Parse(json);
        return FeedbackJsonReader.Statement(document.RootElement, "the statement");
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes) throw new FormatException($"it has {json.Length} bytes, more than the {MaxBytes} that are read");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (!json[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty)
            {
                document.Dispose();
                throw new FormatException("something follows behind its JSON object");
            }
            return document;
        }
        catch (JsonException fault)
        {
            // Without its message, which quotes what is there, at worst all that is left of the entry.
            throw new FormatException($"it is no JSON, or too deep: not understood at byte {fault.BytePositionInLine ?? 0} of its line {(fault.LineNumber ?? 0) + 1}", fault);
        }
    }
}
