using Lad.Cli.Configuration.Prototype;

namespace Lad.Cli.Configuration.Importing;

/// <summary>Settings that were made of another configuration.</summary>
/// <param name="Entries">What is set; of several entries of a setting the last counts.</param>
/// <param name="Left">Keys without a counterpart, each with the reason.</param>
/// <param name="Changed">Keys that mean something else now, each with what.</param>
/// <param name="Unknown">Keys that are nobody's.</param>
internal sealed record ConfigurationImport(IReadOnlyList<SettingEntry> Entries, IReadOnlyList<string> Left, IReadOnlyList<string> Changed, IReadOnlyList<string> Unknown)
{
    private const string OwnPrefix = "Lad__";

    /// <summary>Makes settings of the predecessor's keys, with or without <c>LAD_</c>, the prototype's variables and LAD's own.</summary>
    public static ConfigurationImport Of(IReadOnlyList<ImportedValue> values)
    {
        var predecessor = new Dictionary<string, ImportedValue>(StringComparer.Ordinal);
        var prototype = new Dictionary<string, string>(StringComparer.Ordinal);
        var own = new List<SettingEntry>();
        var unknown = new List<string>();
        var left = new List<string>();
        foreach (ImportedValue value in values)
        {
            if (PredecessorKeys.Find(value.Key) is { } key)
            {
                if (!value.IsScalar && key.Name != "ES_QUERY") left.Add($"{value.Key}: must be one value");
                else if (!predecessor.TryAdd(key.Name, value)) Repeat(predecessor, key.Name, value, left);
            }
            else if (PrototypeLayer.Owns(value.Key) || PrototypeVariables.Find(value.Key) is not null)
            {
                if (value.Text.Length > 0) prototype[value.Key] = value.Text;
            }
            else if (value.Key.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase) && SettingCatalogue.Find(value.Key[OwnPrefix.Length..].Replace("__", ":", StringComparison.Ordinal)) is { IsTable: false, IsList: false } setting)
            {
                if (setting.Fault(value.Text) is { } fault) left.Add($"{value.Key}: {setting.Key} {fault}");
                else own.Add(new SettingEntry(setting.Key, value.Text, value.Key));
            }
            else
            {
                unknown.Add($"{value.Key}: is no key that LAD knows{NearestName.Hint(Bare(value.Key), PredecessorKeys.All.Select(known => known.Name).Concat(PrototypeVariables.All.Select(known => known.Name)))}");
            }
        }
        var reading = new PredecessorReading(predecessor);
        foreach (PredecessorKey known in PredecessorKeys.All)
            if (reading.Value(known.Name) is { } text) known.Read(reading, text);
        PrototypeLayer layer = PrototypeLayer.Of(prototype);
        SettingEntry[] usable = [.. layer.Implied.Entries.Concat(layer.Set.Entries).Where(entry => IsUsable(entry, left))];
        return new ConfigurationImport([.. usable, .. reading.Entries, .. own], [.. left, .. layer.Set.Faults, .. reading.Left], [.. layer.Notes, .. reading.Changed], unknown);
    }

    private static string Bare(string key) => key.StartsWith("LAD_", StringComparison.OrdinalIgnoreCase) ? key[4..] : key;

    private static bool IsUsable(SettingEntry entry, List<string> left)
    {
        if (SettingCatalogue.Find(entry.Key)!.Fault(entry.Text) is not { } fault) return true;
        left.Add($"{entry.Origin}: {entry.Key} {fault}");
        return false;
    }

    private static void Repeat(Dictionary<string, ImportedValue> values, string name, ImportedValue value, List<string> left)
    {
        if (values[name].Text != value.Text) left.Add($"{values[name].Key}: is said again, differently, by {value.Key}, which counts");
        values[name] = value;
    }
}
