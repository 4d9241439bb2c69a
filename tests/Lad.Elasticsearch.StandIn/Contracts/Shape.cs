using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>One alternative of a schema with all its parts (<c>allOf</c>) joined.</summary>
internal sealed class Shape
{
    /// <summary>object, array, string, number, boolean; <see langword="null"/>: anything.</summary>
    public string? Type { get; private init; }

    public bool Nullable { get; private init; }

    /// <summary>The values allowed; <see langword="null"/>: all.</summary>
    public HashSet<string>? Values { get; private init; }

    public Dictionary<string, Schema> Properties { get; private init; } = [];

    public HashSet<string> Required { get; private init; } = [];

    /// <summary>What properties are that have no schema of their own.</summary>
    public Schema? Others { get; private init; }

    public Schema? Items { get; private init; }

    public int MinProperties { get; private init; }

    public int MaxProperties { get; private init; } = int.MaxValue;

    /// <summary>Whether properties without a schema are taken: said so, or not a single property is named.</summary>
    public bool IsOpen => OpenByWord ?? Properties.Count == 0;

    private bool? OpenByWord { get; init; }

    public static Shape Of(JsonElement schema, Func<JsonElement, Schema> child)
    {
        bool hasOthers = schema.TryGetProperty("additionalProperties", out JsonElement others);
        return new()
        {
            Type = schema.TryGetProperty("type", out JsonElement type) ? type.GetString() == "integer" ? "number" : type.GetString() : null,
            Nullable = schema.TryGetProperty("nullable", out JsonElement nullable) && nullable.GetBoolean(),
            Values = schema.TryGetProperty("enum", out JsonElement values) ? [.. values.EnumerateArray().Select(value => value.ToString())] : null,
            Properties = schema.TryGetProperty("properties", out JsonElement properties) ? properties.EnumerateObject().ToDictionary(property => property.Name, property => child(property.Value)) : [],
            Required = schema.TryGetProperty("required", out JsonElement required) ? [.. required.EnumerateArray().Select(name => name.GetString()!)] : [],
            Others = hasOthers && others.ValueKind == JsonValueKind.Object ? child(others) : null,
            OpenByWord = hasOthers && others.ValueKind is JsonValueKind.True or JsonValueKind.False ? others.GetBoolean() : null,
            Items = schema.TryGetProperty("items", out JsonElement items) ? child(items) : null,
            MinProperties = schema.TryGetProperty("minProperties", out JsonElement least) ? least.GetInt32() : 0,
            MaxProperties = schema.TryGetProperty("maxProperties", out JsonElement most) ? most.GetInt32() : int.MaxValue,
        };
    }

    /// <summary>Both at once; <see langword="null"/> when nothing can be both.</summary>
    public Shape? And(Shape other)
    {
        if (Type is not null && other.Type is not null && Type != other.Type) return null;
        var properties = new Dictionary<string, Schema>(Properties);
        foreach ((string name, Schema schema) in other.Properties) properties[name] = schema;
        HashSet<string>? values = Values is null || other.Values is null ? Values ?? other.Values : [.. Values.Intersect(other.Values)];
        return new()
        {
            Type = Type ?? other.Type,
            Nullable = Nullable && other.Nullable,
            Values = values,
            Properties = properties,
            Required = [.. Required, .. other.Required],
            Others = Others ?? other.Others,
            OpenByWord = OpenByWord ?? other.OpenByWord,
            Items = Items ?? other.Items,
            MinProperties = Math.Max(MinProperties, other.MinProperties),
            MaxProperties = Math.Min(MaxProperties, other.MaxProperties),
        };
    }

    public Shape OrNull() => new()
    {
        Type = Type,
        Nullable = true,
        Values = Values,
        Properties = Properties,
        Required = Required,
        Others = Others,
        OpenByWord = OpenByWord,
        Items = Items,
        MinProperties = MinProperties,
        MaxProperties = MaxProperties,
    };
}
