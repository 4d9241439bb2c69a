using System.Collections.Concurrent;
using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>The schemas of the contract and what supplements it, by name.</summary>
internal sealed class SchemaLibrary(IReadOnlyList<JsonElement> documents)
{
    private readonly ConcurrentDictionary<string, Schema> named = new();

    public Schema Of(JsonElement definition) =>
        definition.TryGetProperty("$ref", out JsonElement reference) ? Named(reference.GetString()!) : new(definition, this);

    public Schema Named(string reference) => named.GetOrAdd(reference, name => Of(Find(name)));

    /// <summary>What a reference points at; the last document that has it wins.</summary>
    public JsonElement Find(string reference)
    {
        string[] steps = reference.Split('/')[1..];
        for (int at = documents.Count - 1; at >= 0; at--)
        {
            JsonElement found = documents[at];
            if (steps.All(step => found.TryGetProperty(step, out found))) return found;
        }

        throw new InvalidDataException($"The contract has no {reference}.");
    }

    /// <summary>The object itself, or what its <c>$ref</c> points at.</summary>
    public JsonElement Followed(JsonElement element) => element.TryGetProperty("$ref", out JsonElement reference) ? Find(reference.GetString()!) : element;
}
