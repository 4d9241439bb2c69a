using System.Text.Json;
using Lad.FactStore.Api;

namespace Lad.FactStore.Tests.Api.Contract;

/// <summary>The API's description, as the program has it.</summary>
internal sealed class ApiContract
{
    private readonly JsonElement root;

    private ApiContract(JsonElement root) => this.root = root;

    public static ApiContract Load()
    {
        using Stream stream = typeof(ApiRoutes).Assembly.GetManifestResourceStream("openapi.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return new ApiContract(document.RootElement.Clone());
    }

    /// <summary>Methods and paths, as <c>GET /api/v1/groups</c>.</summary>
    public IReadOnlyList<string> Operations => [.. root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"))];

    public JsonElement Operation(string operation)
    {
        string[] parts = operation.Split(' ');
        return root.GetProperty("paths").GetProperty(parts[1]).GetProperty(parts[0].ToLowerInvariant());
    }

    /// <summary>Names of the operation's parameters in the query.</summary>
    public IEnumerable<string> QueryOf(string operation) => Operation(operation).TryGetProperty("parameters", out JsonElement parameters)
        ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)
        : [];

    /// <summary>What is wrong with an answer; nothing when it is as described.</summary>
    public IReadOnlyList<string> Check(string operation, Reply answer)
    {
        if (!Operation(operation).GetProperty("responses").TryGetProperty($"{answer.Status}", out JsonElement response)) return [$"{operation}: the status {answer.Status} is not described: {answer.Body}"];
        response = Resolve(response);
        if (!response.TryGetProperty("content", out JsonElement content)) return [];
        if (!content.TryGetProperty(answer.Type, out JsonElement media)) return [$"{operation}: the type {answer.Type} of {answer.Status} is not described"];
        if (!answer.Type.EndsWith("json", StringComparison.Ordinal) || answer.Type.EndsWith("ndjson", StringComparison.Ordinal)) return [];
        return [.. Fit(answer.Json, media.GetProperty("schema"), "").Select(fault => $"{operation} {answer.Status}{fault}")];
    }

    /// <summary>What is wrong with the document's own examples.</summary>
    public IEnumerable<string> CheckExamples() => root.GetProperty("components").GetProperty("schemas").EnumerateObject()
        .Where(schema => schema.Value.TryGetProperty("examples", out _))
        .SelectMany(schema => schema.Value.GetProperty("examples").EnumerateArray().SelectMany(example => Fit(example, schema.Value, $" {schema.Name}")));

    /// <summary>References that lead nowhere, and schemas that nothing refers to.</summary>
    public IEnumerable<string> LooseEnds()
    {
        HashSet<string> used = [.. References(root)];
        foreach (string reference in used)
        {
            if (!Find(reference, out _)) yield return $"{reference} leads nowhere";
        }

        foreach (JsonProperty schema in root.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (!used.Contains($"#/components/schemas/{schema.Name}") && schema.Name != "Missed") yield return $"nothing refers to {schema.Name}";
        }
    }

    private IEnumerable<string> Fit(JsonElement value, JsonElement schema, string at) => SchemaFit.Check(value, schema, at, Resolve);

    private JsonElement Resolve(JsonElement element) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out JsonElement reference) && Find(reference.GetString()!, out JsonElement found) ? found : element;

    private bool Find(string reference, out JsonElement found)
    {
        found = root;
        foreach (string name in reference.Split('/').Skip(1))
        {
            if (!found.TryGetProperty(name, out found)) return false;
        }

        return true;
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.NameEquals("$ref") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
