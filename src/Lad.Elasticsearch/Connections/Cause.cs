using System.Text.Json;

namespace Lad.Elasticsearch.Connections;

/// <summary>Reads an error as Elasticsearch writes it: type, reason, and what caused it.</summary>
internal static class Cause
{
    private const int Deepest = 8;

    /// <summary>Its type, and its reason with that of the cause at the bottom.</summary>
    public static (string? Type, string? Reason) Of(JsonElement error, ServerText text)
    {
        string? type = Text(error, "type", text);
        string? reason = Text(error, "reason", text);
        // "all shards failed" says nothing; what failed on a shard does.
        (string? rootType, string? root) = Bottom(error, text);
        if (root is not null && reason?.Contains(root, StringComparison.Ordinal) != true) reason = reason is null ? $"{rootType}: {root}" : $"{reason}; {rootType}: {root}";
        return (type, reason?.TrimEnd('.'));
    }

    private static (string? Type, string? Reason) Bottom(JsonElement error, ServerText text)
    {
        (string?, string?) deepest = default;
        for (int depth = 0; depth < Deepest && Below(error) is { } cause; depth++)
        {
            error = cause;
            if (Text(error, "reason", text) is { } reason) deepest = (Text(error, "type", text), reason);
        }
        return deepest;
    }

    private static JsonElement? Below(JsonElement error)
    {
        if (error.TryGetProperty("caused_by", out JsonElement cause) && cause.ValueKind == JsonValueKind.Object) return cause;
        bool hasRoots = error.TryGetProperty("root_cause", out JsonElement roots) && roots.ValueKind == JsonValueKind.Array && roots.GetArrayLength() > 0 && roots[0].ValueKind == JsonValueKind.Object;
        return hasRoots ? roots[0] : null;
    }

    private static string? Text(JsonElement error, string name, ServerText text)
    {
        if (!error.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return text.Line(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: shown as it came.
            return text.Line(value.GetRawText());
        }
    }
}
