using System.Collections;

namespace Lad.Cli.Configuration;

/// <summary>The settings in force, with where each value came from.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Origins">Where a setting's value came from, by key; a setting without an entry has its default.</param>
internal sealed record EffectiveSettings(LadSettings Settings, IReadOnlyDictionary<string, string> Origins)
{
    /// <summary>Joins defaults, file, environment and command line; the later wins.</summary>
    /// <param name="file">The file that the command line names, or <see langword="null"/>.</param>
    /// <param name="variables">The environment.</param>
    /// <param name="commandLine">The settings that the command line gives.</param>
    /// <exception cref="ConfigurationException">Something is wrong; all of it is listed.</exception>
    public static EffectiveSettings Load(string? file, IDictionary variables, SettingLayer commandLine)
    {
        var settings = new LadSettings();
        var origins = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var faults = new List<string>();
        string? path = file ?? (variables[FileLayer.PathVariable] is string { Length: > 0 } named ? named : null);
        foreach (SettingLayer layer in (ReadOnlySpan<SettingLayer>)[FileLayer.Read(path), EnvironmentLayer.Read(variables), commandLine])
        {
            faults.AddRange(layer.Faults);
            foreach (SettingEntry entry in layer.Entries)
            {
                if (Find(entry.Key) is not { } setting)
                {
                    faults.Add($"{entry.Origin}: {entry.Key} is no setting{NearestName.Hint(entry.Key, SettingCatalogue.All.Select(known => known.Key))}");
                }
                else if (setting.Fault(entry.Text) is { } fault)
                {
                    faults.Add($"{entry.Origin}: {setting.Key} {fault} (it is '{entry.Text}')");
                }
                else
                {
                    settings = setting.Apply(settings, entry.Text);
                    origins[setting.Key] = entry.Origin;
                }
            }
        }
        faults.AddRange(SettingConsistency.Faults(settings));
        return faults.Count == 0 ? new EffectiveSettings(settings, origins) : throw new ConfigurationException(faults);
    }

    /// <summary>Where a setting's value came from.</summary>
    public string Origin(Setting setting) => Origins.GetValueOrDefault(setting.Key, "default");

    private static Setting? Find(string key)
    {
        foreach (Setting setting in SettingCatalogue.All)
            if (setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) return setting;
        return null;
    }
}
