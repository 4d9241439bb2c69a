using System.Text.Json;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>The members of a record that came as a JSON object, copied as they stand, on one line. Allocates nothing unless the JSON is malformed.</summary>
internal static class OriginalMembers
{
    // The deepest nesting that a document of Elasticsearch may have is 20 unless its index says otherwise; parsers here go to 64.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>What a copied object had.</summary>
    /// <param name="HasTime">Whether it has a member <c>@timestamp</c>.</param>
    /// <param name="HasMessage">Whether it has a member <c>message</c>.</param>
    public readonly record struct Found(bool HasTime, bool HasMessage);

    /// <summary>Appends each member with a comma behind it, but for those that the writer sets itself.</summary>
    /// <returns><see langword="false"/> when the record is no JSON object: nothing is appended then.</returns>
    public static bool TryAppend(OutputBuffer output, ReadOnlySpan<byte> record, out Found found)
    {
        found = default;
        int start = output.Length;
        ReadOnlySpan<byte> json = record.TrimStart("\uFEFF \t\r\n"u8);
        if (json.IsEmpty || json[0] != '{') return false;
        try
        {
            if (Append(output, json, ref found)) return true;
        }
        catch (JsonException)
        {
        }
        output.Truncate(start);
        found = default;
        return false;
    }

    private static bool Append(OutputBuffer output, ReadOnlySpan<byte> json, ref Found found)
    {
        // Not the final block: a cut-off object then ends the reading instead of throwing.
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(Options));
        if (!reader.Read()) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int member = (int)reader.TokenStartIndex;
            bool own = IsOwn(ref reader);
            found = new Found(found.HasTime || IsNamed(ref reader, "@timestamp"u8), found.HasMessage || IsNamed(ref reader, "message"u8));
            if (!reader.Read() || !reader.TrySkip()) return false;
            if (own) continue;
            JsonText.AppendOneLine(output, json[member..(int)reader.BytesConsumed]);
            output.Append((byte)',');
        }
        return reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0;
    }

    private static bool IsOwn(ref Utf8JsonReader reader) =>
        IsNamed(ref reader, "predict_id"u8) || IsNamed(ref reader, "anomaly"u8) || IsNamed(ref reader, "anomaly_score"u8) || IsNamed(ref reader, "elast_alert"u8)
        || IsNamed(ref reader, "inference_batch_id"u8) || IsNamed(ref reader, "predictor_namespace"u8) || IsNamed(ref reader, "e_message"u8);

    private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueIsEscaped) return reader.ValueSpan.SequenceEqual(name);
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which is none of the names.
            return false;
        }
    }
}
