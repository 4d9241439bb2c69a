using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>Values of a document's fields, whether nested or with dots in their names.</summary>
internal static class Fields
{
    /// <summary>All values of a field, arrays flattened; nulls left out.</summary>
    public static IEnumerable<JsonElement> Values(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return element.EnumerateArray().SelectMany(item => Values(item, path));
            case JsonValueKind.Object when path.Length > 0:
                return element.EnumerateObject().SelectMany(property => Below(property, path));
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return [];
            default:
                return path.Length == 0 ? [element] : [];
        }
    }

    /// <summary>The first value of a date field in milliseconds since 1970.</summary>
    public static long? Date(ReadOnlyMemory<byte> source, string path)
    {
        using JsonDocument document = JsonDocument.Parse(source);
        foreach (JsonElement value in Values(document.RootElement, path))
        {
            if (Dates.TryParse(value, out long milliseconds)) return milliseconds;
        }

        return null;
    }

    private static IEnumerable<JsonElement> Below(JsonProperty property, string path)
    {
        string name = property.Name;
        if (!path.StartsWith(name, StringComparison.Ordinal)) return [];
        if (path.Length == name.Length) return Values(property.Value, "");
        return path[name.Length] == '.' ? Values(property.Value, path[(name.Length + 1)..]) : [];
    }
}
