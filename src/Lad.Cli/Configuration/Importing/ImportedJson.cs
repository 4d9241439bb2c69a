using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lad.Cli.Configuration.Importing;

/// <summary>Settings as a configuration file: those that are set, in the order of the documentation.</summary>
internal static class ImportedJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's text, which ends with a line feed.</summary>
    public static string Write(IReadOnlyList<SettingEntry> entries)
    {
        ILookup<string, SettingEntry> byKey = entries.ToLookup(entry => SettingCatalogue.Find(entry.Key)!.Key);
        var root = new JsonObject();
        foreach (Setting setting in SettingCatalogue.All)
        {
            if (!byKey.Contains(setting.Key)) continue;
            JsonObject section = (JsonObject?)root[setting.Section] ?? [];
            root[setting.Section] ??= section;
            section[setting.Name] = setting.IsTable ? Table(setting, byKey[setting.Key]) : Value(setting, byKey[setting.Key].Last().Text);
        }
        return root.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Table(Setting setting, IEnumerable<SettingEntry> entries)
    {
        var table = new JsonObject();
        foreach (SettingEntry entry in entries) table[entry.Key[(setting.Key.Length + 1)..]] = entry.Text;
        return table;
    }

    private static JsonNode Value(Setting setting, string text)
    {
        if (setting.IsList) return new JsonArray([.. text.Split(SettingTypes.ListSeparator, StringSplitOptions.RemoveEmptyEntries).Select(item => (JsonNode)item)]);
        JsonObject schema = setting.Schema();
        if ((string?)schema["type"] == "boolean") return bool.Parse(text);
        bool isNumber = (string?)schema["type"] is "integer" or "number" || schema["anyOf"] is JsonArray choices && choices.Any(choice => (string?)choice!["type"] == "number");
        if (!isNumber) return text;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)) return whole;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : text;
    }
}
