using System.Collections;

namespace Lad.Cli.Configuration;

/// <summary>The settings in environment variables such as <c>Lad__Training__Seed</c>; items of a list are numbered from 0.</summary>
internal static class EnvironmentLayer
{
    private const string Prefix = "Lad__";

    /// <summary>Takes the variables that are settings.</summary>
    public static SettingLayer Read(IDictionary variables)
    {
        List<(string Key, string Text, string Variable)>? found = null;
        foreach (DictionaryEntry variable in variables)
        {
            if (variable.Key is not string name || !name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            (found ??= []).Add((name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value ?? "", name));
        }
        if (found is null) return SettingLayer.Empty;
        found.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        return new SettingLayer(Join(found), []);
    }

    private static List<SettingEntry> Join(List<(string Key, string Text, string Variable)> found)
    {
        var entries = new List<SettingEntry>();
        foreach ((string key, string text, string variable) in found)
        {
            int last = key.LastIndexOf(':');
            bool numbered = last > 0 && key.IndexOf(':') < last && int.TryParse(key.AsSpan(last + 1), out _);
            string list = numbered ? key[..last] : key;
            if (numbered && entries.Count > 0 && entries[^1].Key == list)
                entries[^1] = entries[^1] with { Text = entries[^1].Text + SettingTypes.ListSeparator + text };
            else
                entries.Add(new SettingEntry(list, text, variable));
        }
        return entries;
    }
}
