using System.Globalization;
using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>JSON bodies.</summary>
internal static class Bodies
{
    /// <summary>Elasticsearch refuses objects that name a property twice, in requests as in documents.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        JsonDocument parsed;
        try
        {
            parsed = JsonDocument.Parse(body, Strict);
        }
        catch (JsonException exception)
        {
            throw new ApiException(400, "x_content_parse_exception", exception.Message);
        }

        if (parsed.RootElement.ValueKind == JsonValueKind.Object) return parsed;
        parsed.Dispose();
        throw ApiException.Parsing("Expected [START_OBJECT] but found something else");
    }

    public static int Int(JsonElement value) => value.ValueKind == JsonValueKind.String ? int.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetInt32();

    public static string TokenName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "START_OBJECT",
        JsonValueKind.Array => "START_ARRAY",
        JsonValueKind.String => "VALUE_STRING",
        JsonValueKind.Number => "VALUE_NUMBER",
        JsonValueKind.Null => "VALUE_NULL",
        _ => "VALUE_BOOLEAN",
    };
}
