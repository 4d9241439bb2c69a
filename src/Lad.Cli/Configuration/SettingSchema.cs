using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lad.Cli.Configuration;

/// <summary>The JSON Schema (2020-12) of the configuration file.</summary>
internal static class SettingSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text that ends with a line feed.</summary>
    public static string Write()
    {
        var defaults = new LadSettings();
        var sections = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string" } };
        foreach (IGrouping<string, Setting> section in SettingCatalogue.All.GroupBy(setting => setting.Section))
        {
            var properties = new JsonObject();
            foreach (Setting setting in section)
            {
                JsonObject schema = setting.Schema();
                schema["description"] = setting.Meaning;
                schema["default"] = Default(setting, setting.Show(defaults), schema);
                properties[setting.Name] = schema;
            }
            sections[section.Key] = Object(properties);
        }
        JsonObject root = Object(sections);
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "LAD configuration");
        return root.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Object(JsonObject properties) => new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };

    private static JsonNode Default(Setting setting, string text, JsonObject schema)
    {
        if (setting.IsList) return new JsonArray([.. text.Split(SettingTypes.ListSeparator, StringSplitOptions.RemoveEmptyEntries).Select(item => (JsonNode)item)]);
        if (setting.IsTable) return new JsonObject();
        return (string?)schema["type"] switch
        {
            "boolean" => text is "true",
            "integer" => long.Parse(text, CultureInfo.InvariantCulture),
            "number" => double.Parse(text, CultureInfo.InvariantCulture),
            _ => text,
        };
    }
}
