using System.Text;
using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Writing;

/// <summary>One operation of a bulk request.</summary>
/// <param name="Action">create or index.</param>
/// <param name="Index">The target; <see langword="null"/>: the request's.</param>
/// <param name="Id">The document's id; <see langword="null"/>: one is made.</param>
/// <param name="Line">The action's line.</param>
/// <param name="Source">The document.</param>
internal readonly record struct BulkOperation(string Action, string? Index, string? Id, ReadOnlyMemory<byte> Line, ReadOnlyMemory<byte> Source)
{
    public static List<BulkOperation> ParseAll(ReadOnlyMemory<byte> body)
    {
        if (body.Length == 0) throw ApiException.Parsing("request body is required");
        if (body.Span[^1] != '\n') throw ApiException.IllegalArgument("The bulk request must be terminated by a newline [\\n]");
        var operations = new List<BulkOperation>();
        int number = 0;
        while (body.Length > 0)
        {
            ReadOnlyMemory<byte> line = NextLine(ref body);
            number++;
            if (line.Span.IndexOfAnyExcept(" \r\t"u8) < 0) continue;
            if (body.Length == 0) throw ApiException.IllegalArgument($"Malformed action/metadata line [{number}], expected a document behind it");
            operations.Add(Parse(line, number, NextLine(ref body)));
            number++;
        }

        return operations.Count > 0 ? operations : throw new ApiException(400, "action_request_validation_exception", "Validation Failed: 1: no requests added;");
    }

    private static ReadOnlyMemory<byte> NextLine(ref ReadOnlyMemory<byte> body)
    {
        int end = body.Span.IndexOf((byte)'\n');
        ReadOnlyMemory<byte> line = body[..end];
        body = body[(end + 1)..];
        return line;
    }

    private static BulkOperation Parse(ReadOnlyMemory<byte> line, int number, ReadOnlyMemory<byte> source)
    {
        try
        {
            var json = new Utf8JsonReader(line.Span);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject || !json.Read() || json.TokenType != JsonTokenType.PropertyName) throw Malformed(number, json.TokenType);
            string action = json.ValueTextEquals("create"u8) ? "create" : json.ValueTextEquals("index"u8) ? "index" : json.GetString()!;
            if (action is not ("create" or "index"))
                throw ApiException.IllegalArgument($"Malformed action/metadata line [{number}], expected field [create], [delete], [index] or [update] but found [{action}] (the stand-in takes create and index)");
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw Malformed(number, json.TokenType);
            string? index = null, id = null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("_index"u8)) index = Next(ref json);
                else if (json.ValueTextEquals("_id"u8)) id = Next(ref json);
                else if (IsKnown(json.GetString()!)) json.Skip();
                else throw ApiException.IllegalArgument($"Action/metadata line [{number}] contains an unknown parameter [{json.GetString()}]");
            }

            if (id is not null && Encoding.UTF8.GetByteCount(id) is > 512 and var length)
                throw new ApiException(400, "action_request_validation_exception", $"Validation Failed: 1: id [{id}] is too long, must be no longer than 512 bytes but was: {length};");
            if (id is { Length: 0 }) throw ApiException.IllegalArgument("if _id is specified it must not be empty");
            return new(action, index, id, line, source);
        }
        catch (JsonException exception)
        {
            throw new ApiException(400, "x_content_parse_exception", exception.Message);
        }
    }

    private static bool IsKnown(string name) =>
        name is "routing" or "version" or "version_type" or "if_seq_no" or "if_primary_term" or "pipeline" or "require_alias" or "require_data_stream" or "dynamic_templates" or "list_executed_pipelines";

    private static string Next(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan);
    }

    private static ApiException Malformed(int number, JsonTokenType found) =>
        ApiException.IllegalArgument($"Malformed action/metadata line [{number}], expected START_OBJECT or END_OBJECT but found [{found}]");
}
