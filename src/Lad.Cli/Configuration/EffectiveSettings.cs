using System.Collections;
using Lad.Cli.Configuration.Prototype;
using Lad.Cli.Scoring;
using Lad.Kafka.Clients;

namespace Lad.Cli.Configuration;

/// <summary>The settings in force, with where each value came from.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Origins">Where a setting's value came from, by key; a setting without an entry has its default.</param>
internal sealed record EffectiveSettings(LadSettings Settings, IReadOnlyDictionary<string, string> Origins)
{
    /// <summary>What was understood in another way than somebody may expect, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where a value came from that nobody has set.</summary>
    public const string DefaultOrigin = "default";

    /// <summary>Joins defaults, file, the prototype's variables, environment and command line; the later wins.</summary>
    /// <param name="file">The file that the command line names, or <see langword="null"/>.</param>
    /// <param name="variables">The environment.</param>
    /// <param name="commandLine">The settings that the command line gives.</param>
    /// <exception cref="ConfigurationException">Something is wrong; all of it is listed.</exception>
    public static EffectiveSettings Load(string? file, IDictionary variables, SettingLayer commandLine)
    {
        (EffectiveSettings settings, IReadOnlyList<string> faults) = Understand(file, variables, commandLine);
        return faults.Count == 0 ? settings : throw new ConfigurationException(faults);
    }

    /// <summary>As the other, but what is wrong is left out of the settings and listed beside them.</summary>
    public static (EffectiveSettings Settings, IReadOnlyList<string> Faults) Understand(string? file, IDictionary variables, SettingLayer commandLine)
    {
        var settings = new LadSettings();
        var origins = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var faults = new List<string>();
        string? path = file ?? (variables[FileLayer.PathVariable] is string { Length: > 0 } named ? named : null);
        PrototypeLayer prototype = PrototypeLayer.Read(variables);
        foreach (SettingLayer layer in (ReadOnlySpan<SettingLayer>)[prototype.Implied, FileLayer.Read(path), prototype.Set, EnvironmentLayer.Read(variables), commandLine])
        {
            faults.AddRange(layer.Faults);
            foreach (SettingEntry entry in layer.Entries)
            {
                if (SettingCatalogue.Find(entry.Key) is not { } setting)
                {
                    faults.Add($"{entry.Origin}: {entry.Key} is no setting{NearestName.Hint(entry.Key, SettingCatalogue.All.Select(known => known.Key))}");
                }
                else if (setting.IsTable)
                {
                    settings = ApplyItem(setting, entry, settings, origins, faults);
                }
                else if (setting.Fault(entry.Text) is { } fault)
                {
                    faults.Add($"{entry.Origin}: {setting.Key} {fault}{setting.Quote(entry.Text)}");
                }
                else
                {
                    settings = setting.Apply(settings, entry.Text);
                    origins[setting.Key] = entry.Origin;
                }
            }
        }
        faults.AddRange(KafkaFaults.Of(settings.Kafka, name => origins.GetValueOrDefault($"{KafkaCatalogue.Client.Key}:{name}", DefaultOrigin)));
        if (origins.Keys.Any(key => key.StartsWith("Elasticsearch:", StringComparison.OrdinalIgnoreCase)))
            faults.AddRange(ElasticsearchFaults.Of(settings.Elasticsearch, name => origins.GetValueOrDefault($"Elasticsearch:{name}", DefaultOrigin)));
        if (origins.Keys.Any(key => key.StartsWith("FactStore:", StringComparison.OrdinalIgnoreCase)))
            faults.AddRange(FactStoreFaults.Of(settings.FactStore, name => origins.GetValueOrDefault($"FactStore:{name}", DefaultOrigin)));
        if (origins.Keys.Any(key => key.StartsWith("Telemetry:", StringComparison.OrdinalIgnoreCase)))
            faults.AddRange(TelemetryFaults.Of(settings.Telemetry, name => origins.GetValueOrDefault($"Telemetry:{name}", DefaultOrigin)));
        if (ScoringEngine.FaultOf(settings.Pipeline.Engine) is { } engine)
            faults.Add($"{origins.GetValueOrDefault(SettingCatalogue.Engine.Key, DefaultOrigin)}: {SettingCatalogue.Engine.Key} cannot be {settings.Pipeline.Engine}: {engine}");
        faults.AddRange(SettingConsistency.Faults(settings));
        return (new EffectiveSettings(settings, origins) { Notes = prototype.Notes }, faults);
    }

    // A table's item is given as TABLE:NAME with its value, or as TABLE with NAME=VALUE, which is how the command line has it. Values may be secret: no fault shows them.
    private static LadSettings ApplyItem(Setting table, SettingEntry entry, LadSettings settings, Dictionary<string, string> origins, List<string> faults)
    {
        string item = entry.Key.Length > table.Key.Length ? $"{entry.Key[(table.Key.Length + 1)..]}={entry.Text}" : entry.Text;
        if (table.Fault(item) is { } fault)
        {
            faults.Add($"{entry.Origin}: {table.Key} {fault}");
            return settings;
        }
        origins[$"{table.Key}:{ClientProperties.Canonical(item[..item.IndexOf('=')].Trim())}"] = entry.Origin;
        return table.Apply(settings, item);
    }

    /// <summary>Where a setting's value came from.</summary>
    public string Origin(Setting setting) => Origins.GetValueOrDefault(setting.Key, DefaultOrigin);
}
