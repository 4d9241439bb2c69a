using System.Text.Json;
using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Indices, data streams, templates.</summary>
internal sealed class IndexEndpoints(ClusterState state)
{
    public Answer IndexExists(string name)
    {
        lock (state.Gate) return Answer.Empty(state.Exists(name) ? 200 : 404);
    }

    public Answer CreateIndex(string name, ApiRequest request)
    {
        using JsonDocument? body = request.Body.Length > 0 ? Bodies.Parse(request.Body) : null;
        lock (state.Gate) state.AddIndex(name, body?.RootElement ?? default);
        return Answer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("acknowledged", true);
            json.WriteBoolean("shards_acknowledged", true);
            json.WriteString("index", name);
            json.WriteEndObject();
        });
    }

    public Answer TemplateExists(string name)
    {
        lock (state.Gate) return Answer.Empty(state.FindTemplates(name).Count > 0 ? 200 : 404);
    }

    public Answer GetTemplate(string name)
    {
        IReadOnlyList<IndexTemplate> found;
        lock (state.Gate) found = state.FindTemplates(name);
        if (found.Count == 0 && !Wildcard.IsOne(name)) throw new ApiException(404, "resource_not_found_exception", $"index template matching [{name}] not found");
        return Answer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("index_templates");
            foreach (IndexTemplate template in found) WriteTemplate(json, template);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public Answer PutTemplate(string name, ApiRequest request)
    {
        using JsonDocument body = Bodies.Parse(request.Body);
        lock (state.Gate) state.PutTemplate(name, body.RootElement, request.Parameter("create") == "true");
        return Answer.Acknowledged();
    }

    public Answer CreateDataStream(string name)
    {
        lock (state.Gate) state.CreateStream(name);
        return Answer.Acknowledged();
    }

    public Answer GetDataStream(string name)
    {
        IReadOnlyList<DataStream> found;
        lock (state.Gate) found = state.FindStreams(name);
        return Answer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data_streams");
            foreach (DataStream stream in found) DataStreamAnswer.Write(json, stream);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Numbers and words of settings come back as strings under <c>index</c>.</summary>
    private static void WriteTemplate(Utf8JsonWriter json, IndexTemplate template)
    {
        json.WriteStartObject();
        json.WriteString("name", template.Name);
        json.WriteStartObject("index_template");
        foreach (JsonProperty property in template.Body.EnumerateObject())
        {
            if (property.NameEquals("index_patterns")) continue;
            if (property.NameEquals("data_stream"))
            {
                json.WriteStartObject("data_stream");
                json.WriteBoolean("hidden", false);
                json.WriteBoolean("allow_custom_routing", false);
                json.WriteEndObject();
            }
            else
            {
                property.WriteTo(json);
            }
        }

        json.WriteStartArray("index_patterns");
        foreach (string pattern in template.Patterns) json.WriteStringValue(pattern);
        json.WriteEndArray();
        if (!template.Body.TryGetProperty("composed_of", out _))
        {
            json.WriteStartArray("composed_of");
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
