using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>A schema: its alternatives, worked out when they are first asked for, as schemas refer to themselves.</summary>
internal sealed class Schema
{
    private readonly Lazy<IReadOnlyList<Shape>> shapes;

    public Schema(JsonElement definition, SchemaLibrary library)
    {
        shapes = new(() => Alternatives(definition, library));
        if (definition.TryGetProperty("discriminator", out JsonElement discriminator)) Discriminator = discriminator.GetProperty("propertyName").GetString();
    }

    /// <summary>Any one of these must fit. <c>oneOf</c> counts as <c>anyOf</c>: the specification's own alternatives overlap (it has number beside number).</summary>
    public IReadOnlyList<Shape> Shapes => shapes.Value;

    /// <summary>The property that tells which alternative is meant.</summary>
    public string? Discriminator { get; }

    private static List<Shape> Alternatives(JsonElement definition, SchemaLibrary library)
    {
        if (definition.TryGetProperty("$ref", out JsonElement reference)) return [.. library.Named(reference.GetString()!).Shapes];
        List<Shape> all = [Shape.Of(definition, library.Of)];
        bool parts = false;
        if (definition.TryGetProperty("allOf", out JsonElement together))
        {
            parts = true;
            foreach (JsonElement part in together.EnumerateArray()) all = Join(all, library.Of(part).Shapes, parts);
        }

        foreach (string word in (ReadOnlySpan<string>)["oneOf", "anyOf"])
        {
            if (!definition.TryGetProperty(word, out JsonElement alternatives)) continue;
            parts = true;
            all = Join(all, [.. alternatives.EnumerateArray().SelectMany(alternative => library.Of(alternative).Shapes)], parts);
        }

        bool nullable = definition.TryGetProperty("nullable", out JsonElement said) && said.GetBoolean();
        return nullable && parts ? [.. all.Select(shape => shape.OrNull())] : all;
    }

    private static List<Shape> Join(List<Shape> left, IReadOnlyList<Shape> right, bool wrapped) =>
        [.. left.SelectMany(one => right.Select(other => Combine(one, other, wrapped)).OfType<Shape>())];

    /// <summary>A wrapper that says nothing of null leaves that to what it wraps.</summary>
    private static Shape? Combine(Shape wrapper, Shape part, bool wrapped) => wrapper.And(part) is { } both ? wrapped && part.Nullable && wrapper is { Type: null } ? both.OrNull() : both : null;
}
