using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>Whether values fit schemas, by the rules of <see cref="SchemaCheck"/>, without saying why not.</summary>
internal static class SchemaFit
{
    public static bool Fits(JsonElement value, Schema schema)
    {
        if (schema.Discriminator is not null) return Meant(value, schema).Any(shape => Fits(value, shape));
        IReadOnlyList<Shape> shapes = schema.Shapes;
        for (int at = 0; at < shapes.Count; at++)
        {
            if (Fits(value, shapes[at])) return true;
        }

        return false;
    }

    /// <summary>The alternatives that a value's discriminating property leaves.</summary>
    public static IEnumerable<Shape> Meant(JsonElement value, Schema schema)
    {
        if (schema.Discriminator is not { } name || value.ValueKind != JsonValueKind.Object) return schema.Shapes;
        string? kind = value.TryGetProperty(name, out JsonElement given) ? given.ToString() : null;
        return schema.Shapes.Where(shape => kind is null
            ? !shape.Required.Contains(name)
            : !shape.Properties.TryGetValue(name, out Schema? kinds) || kinds.Shapes.Any(one => one.Values is null || one.Values.Contains(kind)));
    }

    public static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "boolean",
    };

    /// <summary>As an enumeration writes it.</summary>
    public static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool Fits(JsonElement value, Shape shape)
    {
        if (value.ValueKind == JsonValueKind.Null) return shape.Nullable || shape.Type is null;
        if (shape.Type is not null && shape.Type != TypeOf(value)) return false;
        if (shape.Values is not null && !shape.Values.Contains(Text(value))) return false;
        return value.ValueKind switch
        {
            JsonValueKind.Object => FitsObject(value, shape),
            JsonValueKind.Array => shape.Items is not { } items || FitsItems(value, items),
            _ => true,
        };
    }

    private static bool FitsObject(JsonElement value, Shape shape)
    {
        if (shape is { IsOpen: true, Properties.Count: 0, Others: null, Required.Count: 0, MinProperties: 0, MaxProperties: int.MaxValue }) return true;
        int count = 0, required = 0;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            count++;
            string name = property.Name;
            if (shape.Required.Contains(name)) required++;
            if ((shape.Properties.TryGetValue(name, out Schema? schema) ? schema : shape.Others) is { } known ? !Fits(property.Value, known) : !shape.IsOpen) return false;
        }

        return required >= shape.Required.Count && count >= shape.MinProperties && count <= shape.MaxProperties;
    }

    private static bool FitsItems(JsonElement value, Schema items)
    {
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (!Fits(item, items)) return false;
        }

        return true;
    }
}
