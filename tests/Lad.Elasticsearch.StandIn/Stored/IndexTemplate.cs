using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>An index template.</summary>
public sealed class IndexTemplate
{
    internal IndexTemplate(string name, JsonElement body)
    {
        Name = name;
        Body = body;
        Patterns = body.TryGetProperty("index_patterns", out JsonElement patterns)
            ? patterns.ValueKind == JsonValueKind.Array ? [.. patterns.EnumerateArray().Select(pattern => pattern.GetString()!)] : [patterns.GetString()!]
            : [];
        Priority = body.TryGetProperty("priority", out JsonElement priority) ? priority.GetInt64() : 0;
        IsDataStream = body.TryGetProperty("data_stream", out _);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What was put.</summary>
    public JsonElement Body { get; }

    /// <summary>The names that it is for.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>The highest wins.</summary>
    public long Priority { get; }

    /// <summary>Whether it makes data streams.</summary>
    public bool IsDataStream { get; }

    internal JsonElement Template => Body.TryGetProperty("template", out JsonElement template) ? template : default;

    internal bool Matches(string name) => Patterns.Any(pattern => Wildcard.Matches(pattern, name));

    /// <summary>What stands in the mapping; for a template without one an empty mapping.</summary>
    internal Mapping Mapping() => Template.ValueKind == JsonValueKind.Object && Template.TryGetProperty("mappings", out JsonElement mappings) ? Stored.Mapping.Of(mappings) : new Mapping();

    internal bool FailureStore =>
        Template.ValueKind == JsonValueKind.Object && Template.TryGetProperty("data_stream_options", out JsonElement options) &&
        options.TryGetProperty("failure_store", out JsonElement store) && store.TryGetProperty("enabled", out JsonElement enabled) && enabled.ValueKind == JsonValueKind.True;
}
