using System.Text.Json;

namespace Lad.Cli.Configuration;

/// <summary>The settings in a JSON file: sections of names and values, comments and trailing commas allowed.</summary>
internal static class FileLayer
{
    /// <summary>The file that is read when no other is named, if it is there.</summary>
    public const string DefaultPath = "config/lad.json";

    /// <summary>The variable that names another file.</summary>
    public const string PathVariable = "LAD_CONFIG";

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file that was asked for; <see langword="null"/>: the default one, which may be missing.</param>
    public static SettingLayer Read(string? path)
    {
        string file = path ?? DefaultPath;
        if (path is null && !File.Exists(file)) return SettingLayer.Empty;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file), Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Sections(document.RootElement, file) : Refuse($"{file}: must hold one JSON object");
        }
        catch (JsonException fault)
        {
            return Refuse($"{file}: is not JSON: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refuse($"{file}: cannot be read: {fault.Message}");
        }
    }

    private static SettingLayer Sections(JsonElement root, string file)
    {
        var entries = new List<SettingEntry>();
        var faults = new List<string>();
        foreach (JsonProperty section in root.EnumerateObject())
        {
            if (section.NameEquals("$schema")) continue;
            if (section.Value.ValueKind == JsonValueKind.Object)
                foreach (JsonProperty setting in section.Value.EnumerateObject()) AddSetting(section.Name + ":" + setting.Name, setting.Value);
            else
                Add(section.Name, section.Value);
        }
        return new SettingLayer(entries, faults);

        void AddSetting(string key, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Object && SettingCatalogue.Find(key) is { IsTable: true })
                foreach (JsonProperty item in value.EnumerateObject()) Add(key + ":" + item.Name, item.Value);
            else
                Add(key, value);
        }

        void Add(string key, JsonElement value)
        {
            if (Text(value) is { } text) entries.Add(new SettingEntry(key, text, file));
            else faults.Add($"{file}: {key} must be a text, a number, true, false or a list of texts");
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            string.Join(SettingTypes.ListSeparator, value.EnumerateArray().Select(item => item.GetString())),
        _ => null,
    };

    private static SettingLayer Refuse(string fault) => new([], [fault]);
}
