using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>Holds a document against a mapping, as Elasticsearch does when it parses one.</summary>
/// <param name="parsing">What this version calls a document that does not fit.</param>
internal sealed class DocumentCheck(string parsing)
{
    /// <summary>Why the document is refused; <see langword="null"/> when it fits.</summary>
    /// <param name="mapping">The index's.</param>
    /// <param name="source">The document.</param>
    /// <param name="needsTimestamp">Whether it is for a data stream.</param>
    /// <param name="timestamp">Its <c>@timestamp</c> in milliseconds since 1970.</param>
    public RefusedDocument? Refusal(Mapping mapping, ReadOnlyMemory<byte> source, bool needsTimestamp, out long? timestamp)
    {
        timestamp = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(source, Http.Bodies.Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return new(400, parsing, "[1:1] failed to parse");
            if (document.RootElement.TryGetProperty("@timestamp", out JsonElement time)) timestamp = Dates.TryParse(time, out long date) ? date : null;
            else if (needsTimestamp) return new(400, parsing, "[1:1] failed to parse: data stream timestamp field [@timestamp] is missing");
            return Object(mapping.Root, "_doc", document.RootElement);
        }
        catch (JsonException exception)
        {
            return new(400, parsing, $"[1:{exception.BytePositionInLine}] failed to parse: {exception.Message}");
        }
    }

    private RefusedDocument? Object(MappedField field, string path, JsonElement value)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (Property(field, path, property.Name, property.Value) is { } refusal) return refusal;
        }

        return null;
    }

    private RefusedDocument? Property(MappedField parent, string path, string name, JsonElement value)
    {
        string full = path == "_doc" ? name : $"{path}.{name}";
        if (parent.Properties.TryGetValue(name, out MappedField? field)) return Value(field, full, value);
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && parent.Properties.TryGetValue(name[..dot], out MappedField? object_))
        {
            string below = path == "_doc" ? name[..dot] : $"{path}.{name[..dot]}";
            return object_.Type is "object" or "nested" or "passthrough" ? Property(object_, below, name[(dot + 1)..], value) : Value(object_, below, value);
        }

        if (parent.Dynamic == "strict")
            return new(400, "strict_dynamic_mapping_exception", $"[1:1] mapping set to strict, dynamic introduction of [{name}] within [{path}] is not allowed");
        return value.ValueKind == JsonValueKind.Object && parent.Dynamic != "false" ? Object(new("object", parent.Dynamic), full, value) : null;
    }

    private RefusedDocument? Value(MappedField field, string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Array) return value.EnumerateArray().Select(item => Value(field, path, item)).FirstOrDefault(static refusal => refusal is not null);
        if (field.Type is "object" or "nested" or "passthrough")
        {
            return value.ValueKind == JsonValueKind.Object
                ? Object(field, path, value)
                : new(400, parsing, $"[1:1] object mapping for [{path}] tried to parse field [{path}] as object, but found a concrete value");
        }

        if (Fits(field, value) || (field.IgnoreMalformed && value.ValueKind != JsonValueKind.Object)) return null;
        string text = value.GetRawText();
        return new(400, parsing, $"[1:1] failed to parse field [{path}] of type [{field.Type}] in document. Preview of field's value: '{(text.Length > 64 ? text[..64] : text)}'");
    }

    private static bool Fits(MappedField field, JsonElement value) => field.Type switch
    {
        "flattened" or "flat_object" => value.ValueKind == JsonValueKind.Object,
        "date" or "date_nanos" => Dates.TryParse(value, out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False || (value.ValueKind == JsonValueKind.String && value.GetString() is "true" or "false" or ""),
        "long" => Whole(value, long.MinValue, long.MaxValue),
        "integer" => Whole(value, int.MinValue, int.MaxValue),
        "short" => Whole(value, short.MinValue, short.MaxValue),
        "byte" => Whole(value, sbyte.MinValue, sbyte.MaxValue),
        "unsigned_long" => Whole(value, 0, ulong.MaxValue),
        "double" or "scaled_float" => Number(value) is { } number && double.IsFinite(number),
        "float" => Number(value) is { } number && float.IsFinite((float)number),
        "half_float" => Number(value) is >= -65504 and <= 65504,
        "ip" => value.ValueKind == JsonValueKind.String && IPAddress.TryParse(value.GetString(), out _),
        "constant_keyword" => field.Constant is null || (value.ValueKind == JsonValueKind.String && value.GetString() == field.Constant),
        "geo_point" or "geo_shape" or "alias" or "join" or "histogram" => true,
        _ => value.ValueKind != JsonValueKind.Object,
    };

    /// <summary>Strings with numbers in them are taken, and fractions cut.</summary>
    private static bool Whole(JsonElement value, double least, double most) => Number(value) is { } number && number >= least && number <= most;

    private static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => null,
    };
}
