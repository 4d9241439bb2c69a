using System.Text.Json;
using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>The document that is looked at, parsed when a query needs that.</summary>
internal sealed class Candidate : IDisposable
{
    private JsonDocument? parsed;

    public StoredDocument Document { get; private set; } = null!;

    public JsonElement Root => (parsed ??= JsonDocument.Parse(Document.Source)).RootElement;

    public void Take(StoredDocument document)
    {
        Dispose();
        Document = document;
    }

    public IEnumerable<JsonElement> Values(string field) => Fields.Values(Root, field);

    public void Dispose()
    {
        parsed?.Dispose();
        parsed = null;
    }
}
