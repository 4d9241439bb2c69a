using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>A field of a mapping, or an object with fields.</summary>
/// <param name="Type">As the mapping names it.</param>
/// <param name="Dynamic">What becomes of a field that is not mapped: <c>true</c>, <c>false</c>, <c>runtime</c> or <c>strict</c>.</param>
internal sealed record MappedField(string Type, string Dynamic)
{
    private static readonly HashSet<string> Types =
    [
        "object", "nested", "passthrough", "flattened", "flat_object", "keyword", "constant_keyword", "wildcard", "counted_keyword", "text", "match_only_text", "search_as_you_type", "annotated_text",
        "date", "date_nanos", "boolean", "binary", "long", "integer", "short", "byte", "double", "float", "half_float", "scaled_float", "unsigned_long", "ip", "version", "alias", "geo_point", "geo_shape",
        "join", "percolator", "rank_feature", "rank_features", "dense_vector", "sparse_vector", "completion", "token_count", "histogram", "murmur3",
        "integer_range", "float_range", "long_range", "double_range", "date_range", "ip_range",
    ];

    /// <summary>Fields beneath an object.</summary>
    public Dictionary<string, MappedField> Properties { get; } = [];

    /// <summary>Other ways in which the same field is kept (<c>fields</c>).</summary>
    public Dictionary<string, MappedField> Variants { get; } = [];

    /// <summary>The value of a <c>constant_keyword</c>.</summary>
    public string? Constant { get; set; }

    public bool IgnoreMalformed { get; private init; }

    public static MappedField Of(JsonElement definition, string type, string inherited)
    {
        string dynamic = definition.TryGetProperty("dynamic", out JsonElement given) ? given.ToString().ToLowerInvariant() : inherited;
        bool ignore = definition.TryGetProperty("ignore_malformed", out JsonElement malformed) && malformed.ToString() is "True" or "true";
        var field = new MappedField(type, dynamic) { IgnoreMalformed = ignore, Constant = definition.TryGetProperty("value", out JsonElement value) ? value.ToString() : null };
        Add(field.Properties, definition, "properties", dynamic);
        Add(field.Variants, definition, "fields", dynamic);
        return field;
    }

    private static void Add(Dictionary<string, MappedField> fields, JsonElement definition, string under, string dynamic)
    {
        if (!definition.TryGetProperty(under, out JsonElement properties)) return;
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            string type = property.Value.TryGetProperty("type", out JsonElement given) ? given.GetString()! : "object";
            if (!Types.Contains(type))
                throw new Http.ApiException(400, "mapper_parsing_exception", $"Failed to parse mapping: No handler for type [{type}] declared on field [{property.Name}]");
            PutPath(fields, property.Name, Of(property.Value, type, dynamic), dynamic);
        }
    }

    /// <summary>A name with dots stands for objects within objects.</summary>
    private static void PutPath(Dictionary<string, MappedField> fields, string name, MappedField field, string dynamic)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            if (fields.TryGetValue(name, out MappedField? there))
            {
                foreach ((string child, MappedField value) in field.Properties) there.Properties[child] = value;
                return;
            }

            fields[name] = field;
            return;
        }

        if (!fields.TryGetValue(name[..dot], out MappedField? parent)) fields[name[..dot]] = parent = new("object", dynamic);
        PutPath(parent.Properties, name[(dot + 1)..], field, dynamic);
    }
}
