using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lad.FactStore.Tests.Api.Contract;

/// <summary>Holds a value against a schema; knows the keywords that the API's description uses, and refuses others, so that none is passed over.</summary>
internal static class SchemaFit
{
    private static readonly HashSet<string> Known = ["type", "description", "properties", "required", "additionalProperties", "items", "enum", "pattern", "format", "minimum", "maximum", "minLength", "maxLength", "maxItems", "default", "examples", "oneOf"];

    public static IEnumerable<string> Check(JsonElement value, JsonElement reference, string at, Func<JsonElement, JsonElement> resolve)
    {
        JsonElement schema = resolve(reference);
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (!Known.Contains(keyword.Name)) yield return $"{at}: the keyword {keyword.Name} is not known here";
        }

        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            if (choices.EnumerateArray().Count(choice => !Check(value, choice, at, resolve).Any()) != 1) yield return $"{at}: {value} fits none or several of the choices";
            yield break;
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !Is(value, type.GetString()!))
        {
            yield return $"{at}: {value} is no {type}";
            yield break;
        }

        if (schema.TryGetProperty("enum", out JsonElement words) && !words.EnumerateArray().Any(word => word.ToString() == value.ToString())) yield return $"{at}: {value} is none of {words}";
        IEnumerable<string> inner = value.ValueKind switch
        {
            JsonValueKind.String => OfText(value.GetString()!, schema, at),
            JsonValueKind.Number => OfNumber(value.GetDouble(), schema, at),
            JsonValueKind.Array => OfArray(value, schema, at, resolve),
            JsonValueKind.Object => OfObject(value, schema, at, resolve),
            _ => [],
        };
        foreach (string fault in inner) yield return fault;
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => false,
    };

    private static IEnumerable<string> OfText(string text, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("pattern", out JsonElement pattern) && !Regex.IsMatch(text, pattern.GetString()!)) yield return $"{at}: '{text}' is not like {pattern}";
        if (schema.TryGetProperty("maxLength", out JsonElement most) && text.Length > most.GetInt32()) yield return $"{at}: '{text}' is longer than {most}";
        bool isTime = schema.TryGetProperty("format", out JsonElement format) && format.GetString() == "date-time";
        if (isTime && !(text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _))) yield return $"{at}: '{text}' is no time in UTC";
    }

    private static IEnumerable<string> OfNumber(double number, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("minimum", out JsonElement least) && number < least.GetDouble()) yield return $"{at}: {number} is less than {least}";
        if (schema.TryGetProperty("maximum", out JsonElement most) && number > most.GetDouble()) yield return $"{at}: {number} is more than {most}";
    }

    private static IEnumerable<string> OfArray(JsonElement array, JsonElement schema, string at, Func<JsonElement, JsonElement> resolve)
    {
        if (schema.TryGetProperty("maxItems", out JsonElement most) && array.GetArrayLength() > most.GetInt32()) yield return $"{at}: more than {most} items";
        JsonElement items = schema.GetProperty("items");
        foreach (string fault in array.EnumerateArray().SelectMany((item, i) => Check(item, items, $"{at}/{i}", resolve))) yield return fault;
    }

    private static IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string at, Func<JsonElement, JsonElement> resolve)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            foreach (JsonElement name in required.EnumerateArray())
            {
                if (!value.TryGetProperty(name.GetString()!, out _)) yield return $"{at}: {name} is missing";
            }
        }

        foreach (JsonProperty member in value.EnumerateObject())
        {
            bool isKnown = schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(member.Name, out _);
            if (isKnown)
            {
                foreach (string fault in Check(member.Value, properties.GetProperty(member.Name), $"{at}/{member.Name}", resolve)) yield return fault;
            }
            else if (schema.TryGetProperty("additionalProperties", out JsonElement others) && others.ValueKind == JsonValueKind.False)
            {
                yield return $"{at}: {member.Name} is not described";
            }
        }
    }
}
