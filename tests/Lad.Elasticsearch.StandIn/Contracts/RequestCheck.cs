using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>Holds requests against the contract.</summary>
internal static class RequestCheck
{
    public static IEnumerable<Problem> Check(ApiRequest request, ContractDocument contract)
    {
        if (contract.Find(request) is not { } operation) return [new("", "the contract has no such endpoint")];
        IEnumerable<Problem> problems = Parameters(request, operation);
        if (request.Body.Length == 0) return operation.NeedsBody ? problems.Append(new("", "the body is missing")) : problems;
        if (!operation.TakesBody) return problems.Append(new("", "a body where none is expected"));
        return problems.Concat(request.IsBulk ? Lines(request.Body, contract) : Body(request.Body, operation.Body!));
    }

    private static IEnumerable<Problem> Parameters(ApiRequest request, Operation operation)
    {
        foreach ((string name, string value) in request.Parameters)
        {
            if (!operation.Parameters.TryGetValue(name, out Schema? schema)) yield return new($"?{name}", "is a parameter that the contract does not know");
            else if (!Readings(value).Any(reading => SchemaCheck.Check(reading, schema).Count == 0)) yield return new($"?{name}", $"'{value}' is not what the contract expects");
        }

        foreach (string name in operation.Required.Where(name => request.Parameter(name) is null)) yield return new($"?{name}", "is missing");
    }

    /// <summary>What the text of a query parameter can stand for.</summary>
    private static IEnumerable<JsonElement> Readings(string value)
    {
        yield return Element(JsonValue.Create(value));
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)) yield return Element(JsonValue.Create(number));
        if (value is "true" or "false") yield return Element(JsonValue.Create(value == "true"));
        yield return Element(new JsonArray([.. value.Split(',').Select(part => JsonValue.Create(part))]));
    }

    private static JsonElement Element(JsonNode node)
    {
        using JsonDocument document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }

    private static IReadOnlyList<Problem> Body(ReadOnlyMemory<byte> body, Schema schema)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Bodies.Strict);
            return SchemaCheck.Check(document.RootElement, schema);
        }
        catch (JsonException exception)
        {
            return [new("", $"is no JSON: {exception.Message}")];
        }
    }

    /// <summary>Actions are held against their schema; documents are free, but objects.</summary>
    private static IEnumerable<Problem> Lines(ReadOnlyMemory<byte> body, ContractDocument contract)
    {
        int number = 0;
        bool isDocument = false;
        while (body.Length > 0)
        {
            int end = body.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            number++;
            if (end < 0) yield return new($"line {number}", "does not end with a newline");
            if (isDocument)
            {
                isDocument = false;
                if (line.Length == 0 || line.Span[0] != '{') yield return new($"line {number}", $"is no document: {Encoding.UTF8.GetString(line.Span[..Math.Min(80, line.Length)])}");
                continue;
            }

            foreach (Problem problem in Body(line, contract.BulkAction)) yield return problem with { At = $"line {number}{problem.At}" };
            isDocument = line.Span.IndexOf("\"delete\""u8) is < 0 or > 2;
        }

        if (isDocument) yield return new($"line {number}", "an action without its document");
    }
}
