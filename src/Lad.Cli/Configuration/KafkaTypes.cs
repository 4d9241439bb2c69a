using System.Text.Json.Nodes;
using Lad.Cli.Locations;
using Lad.Kafka.Clients;

namespace Lad.Cli.Configuration;

/// <summary>The kinds of values that Kafka's settings take.</summary>
internal static class KafkaTypes
{
    /// <summary>What stands for a value that must not be shown.</summary>
    public const string Masked = "********";

    /// <summary>Brokers, separated by commas.</summary>
    public static SettingType<string> Brokers { get; } = new(
        "host:port, several separated by commas",
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        (string text, out string value, out string fault) =>
        {
            value = text;
            fault = text.Split(',').All(broker => broker.Trim().Length > 0 && !broker.Trim().Contains(' ', StringComparison.Ordinal)) ? "" : "must be brokers such as localhost:9092, separated by commas";
            return fault.Length == 0;
        },
        value => value,
        "localhost:9092");

    /// <summary>A topic.</summary>
    public static SettingType<string> Topic { get; } = TopicType("a topic's name", optional: false);

    /// <summary>A topic, or nothing.</summary>
    public static SettingType<string> OptionalTopic { get; } = TopicType("a topic's name, or nothing", optional: true);

    /// <summary>A name, or nothing.</summary>
    public static SettingType<string> OptionalName { get; } = new(
        "letters, digits, dot, underscore and hyphen, or nothing",
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^([A-Za-z0-9_][A-Za-z0-9._-]*)?$" },
        (string text, out string value, out string fault) =>
        {
            value = text;
            fault = "";
            return text.Length == 0 || SettingTypes.Name.TryParse(text, out value, out fault);
        },
        value => value);

    /// <summary>Properties of librdkafka. Read one at a time, as <c>name=value</c>.</summary>
    public static SettingType<IReadOnlyDictionary<string, string>> Properties { get; } = new(
        "an object of names and values",
        () => new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") } },
        ParseProperty,
        value => string.Join(SettingTypes.ListSeparator, value.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Shown(pair.Key, pair.Value)}")));

    /// <summary>A property's value, unless it must not be shown.</summary>
    public static string Shown(string name, string value) => ClientProperties.IsSecret(name) && value.Length > 0 ? Masked : value;

    /// <summary>Both; the later wins.</summary>
    public static IReadOnlyDictionary<string, string> Join(IReadOnlyDictionary<string, string> earlier, IReadOnlyDictionary<string, string> later)
    {
        var joined = new Dictionary<string, string>(earlier);
        foreach ((string name, string value) in later) joined[name] = value;
        return joined;
    }

    private static bool ParseProperty(string text, out IReadOnlyDictionary<string, string> value, out string fault)
    {
        value = new Dictionary<string, string>();
        fault = "";
        if (text.Length == 0) return true;
        int equals = text.IndexOf('=');
        if (equals > 0) value = new Dictionary<string, string> { [ClientProperties.Canonical(text[..equals].Trim())] = text[(equals + 1)..] };
        else fault = "must be name=value, such as compression.codec=lz4";
        return equals > 0;
    }

    private static SettingType<string> TopicType(string range, bool optional) => new(
        range,
        () => new JsonObject { ["type"] = "string", ["pattern"] = optional ? "^[A-Za-z0-9._-]{0,249}$" : "^[A-Za-z0-9._-]{1,249}$" },
        (string text, out string value, out string fault) =>
        {
            value = text;
            fault = (optional && text.Length == 0) || Location.IsTopic(text) ? "" : "must be a topic's name: at most 249 letters, digits, dots, underscores and hyphens";
            return fault.Length == 0;
        },
        value => value);
}
