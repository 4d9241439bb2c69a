using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>An endpoint of the contract.</summary>
internal sealed class Operation
{
    private readonly string[] path;

    private Operation(string method, string path)
    {
        Method = method;
        this.path = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    public string Method { get; }

    /// <summary>The query parameters.</summary>
    public Dictionary<string, Schema> Parameters { get; } = [];

    public HashSet<string> Required { get; } = [];

    public bool TakesBody { get; private set; }

    public bool NeedsBody { get; private set; }

    public Schema? Body { get; private set; }

    public Schema? Answer { get; private set; }

    public static IEnumerable<Operation> All(JsonElement document, SchemaLibrary library) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where method.Value.ValueKind == JsonValueKind.Object
        select Of(method.Name.ToUpperInvariant(), path.Name, method.Value, library);

    public bool Fits(ApiRequest request)
    {
        if (request.Method != Method || request.Segments.Count != path.Length) return false;
        for (int at = 0; at < path.Length; at++)
        {
            // No name of an index begins with an underscore: what does is an endpoint.
            if (path[at].StartsWith('{') ? request.Segments[at].StartsWith('_') && request.Segments[at] != "_all" : path[at] != request.Segments[at]) return false;
        }

        return true;
    }

    private static Operation Of(string method, string path, JsonElement definition, SchemaLibrary library)
    {
        var operation = new Operation(method, path);
        if (definition.TryGetProperty("parameters", out JsonElement parameters))
        {
            foreach (JsonElement parameter in parameters.EnumerateArray().Select(library.Followed).Where(parameter => parameter.GetProperty("in").GetString() == "query"))
            {
                string name = parameter.GetProperty("name").GetString()!;
                operation.Parameters[name] = library.Of(parameter.GetProperty("schema"));
                if (parameter.TryGetProperty("required", out JsonElement required) && required.GetBoolean()) operation.Required.Add(name);
            }
        }

        if (definition.TryGetProperty("requestBody", out JsonElement body))
        {
            body = library.Followed(body);
            operation.TakesBody = true;
            operation.NeedsBody = body.TryGetProperty("required", out JsonElement required) && required.GetBoolean();
            operation.Body = SchemaOf(body, library);
        }

        operation.Answer = SchemaOf(library.Followed(definition.GetProperty("responses").GetProperty("200")), library);
        return operation;
    }

    private static Schema? SchemaOf(JsonElement content, SchemaLibrary library) =>
        content.GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out JsonElement schema) ? library.Of(schema) : null;
}
