using System.Text.Json;
using System.Text.Json.Nodes;
using Lad.Cli.Locations;

namespace Lad.Cli.Configuration;

/// <summary>The kinds of values that Elasticsearch's settings take.</summary>
internal static class ElasticsearchTypes
{
    /// <summary>Addresses of nodes. Those that hold a password are refused, and not shown.</summary>
    public static SettingType<IReadOnlyList<string>> Nodes { get; } = new(
        "URL, several separated by commas",
        () => new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string", ["minLength"] = 1 }, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["minItems"] = 1 }) },
        ParseNodes,
        value => string.Join(SettingTypes.ListSeparator, value),
        "http://localhost:9200")
    {
        Quote = text => text.Contains('@', StringComparison.Ordinal) ? "" : SettingType.Quoted(text),
    };

    /// <summary>What must not be shown.</summary>
    public static SettingType<string> Secret { get; } = new(
        "text, masked wherever it is shown",
        () => new JsonObject { ["type"] = "string" },
        (string text, out string value, out string fault) =>
        {
            value = text;
            fault = text.Any(char.IsControl) ? "must be one line of text" : "";
            return fault.Length == 0;
        },
        value => value.Length > 0 ? KafkaTypes.Masked : "")
    {
        Quote = _ => "",
    };

    /// <summary>A file, or nothing.</summary>
    public static SettingType<string> OptionalFile { get; } = new("a file, or nothing", () => new JsonObject { ["type"] = "string" }, Accept, value => value);

    /// <summary>SHA-256 as hex digits, or nothing.</summary>
    public static SettingType<string> Fingerprint { get; } = new(
        "64 hex digits, with or without colons, or nothing",
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^([0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31})?$" },
        (string text, out string value, out string fault) =>
        {
            value = text.Replace(":", "", StringComparison.Ordinal);
            fault = text.Length == 0 || (value.Length == 64 && value.All(char.IsAsciiHexDigit)) ? "" : "must be a SHA-256 fingerprint: 64 hex digits, with or without colons";
            return fault.Length == 0;
        },
        value => value);

    /// <summary>A field's name.</summary>
    public static SettingType<string> Field { get; } = new(
        "a field's name",
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        (string text, out string value, out string fault) =>
        {
            value = text;
            fault = text.Length > 0 && !text.Contains('*', StringComparison.Ordinal) ? "" : "must be one field's name such as @timestamp";
            return fault.Length == 0;
        },
        value => value);

    /// <summary>A query string, a query as JSON, or nothing.</summary>
    public static SettingType<string> Query { get; } = new(
        "a query string such as level:ERROR, a query as JSON, or nothing",
        () => new JsonObject { ["type"] = "string" },
        ParseQuery,
        value => value);

    /// <summary>One data stream or index, or nothing.</summary>
    public static SettingType<string> OptionalIndex { get; } = new(
        "a data stream or index, or nothing",
        () => new JsonObject { ["type"] = "string" },
        (string text, out string value, out string fault) =>
        {
            value = text;
            fault = text.Length == 0 ? "" : IndexName.Fault(text) ?? "";
            return fault.Length == 0;
        },
        value => value);

    private static bool ParseNodes(string text, out IReadOnlyList<string> value, out string fault)
    {
        value = text.Split([SettingTypes.ListSeparator, ','], StringSplitOptions.TrimEntries);
        fault = "";
        foreach (string node in value)
        {
            if (!Uri.TryCreate(node, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
                fault = "must be URLs such as https://es-1:9200, separated by commas";
            else if (address.UserInfo.Length > 0)
                fault = "must not hold a user or a password: Elasticsearch:User and Elasticsearch:PasswordFile do";
            else
                continue;
            return false;
        }
        return true;
    }

    private static bool ParseQuery(string text, out string value, out string fault)
    {
        value = text.Trim();
        fault = "";
        if (!value.StartsWith('{')) return true;
        try
        {
            using JsonDocument document = JsonDocument.Parse(value);
        }
        catch (JsonException refusal)
        {
            fault = $"begins as JSON and is none: {refusal.Message}";
        }
        return fault.Length == 0;
    }

    private static bool Accept(string text, out string value, out string fault)
    {
        value = text;
        fault = "";
        return true;
    }
}
