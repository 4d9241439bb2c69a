using System.Globalization;

namespace Lad.Cli.Configuration.Importing;

/// <summary>The predecessor's keys while they are turned into settings.</summary>
internal sealed class PredecessorReading
{
    private readonly Dictionary<string, ImportedValue> values;
    private readonly List<SettingEntry> entries = [];
    private readonly List<string> left = [];
    private readonly List<string> changed = [];

    /// <summary>Takes the values by the predecessor's last names; empty ones are as good as none.</summary>
    public PredecessorReading(IReadOnlyDictionary<string, ImportedValue> values)
    {
        this.values = values.Where(pair => pair.Value.Text.Length > 0).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        Source = Place("STORAGE_DATASOURCE", ".source", ("ES_INPUT_INDEX", "es"), ("LS_INPUT_PATH", "local"));
        Sink = Place("STORAGE_DATASINK", ".sink", ("ES_TARGET_INDEX", "es"), ("LS_OUTPUT_PATH", "local"), ("KF_TOPIC", "kafka"));
    }

    /// <summary>What kind of storage was read: es, local, localdir ...; empty when none is named.</summary>
    public string Source { get; }

    /// <summary>What kind of storage was written.</summary>
    public string Sink { get; }

    /// <summary>Whether documents of a span of time are read.</summary>
    public bool ReadsElasticsearch => Source == "es";

    /// <summary>What is set.</summary>
    public IReadOnlyList<SettingEntry> Entries => entries;

    /// <summary>What could not be taken over, with the reason.</summary>
    public IReadOnlyList<string> Left => left;

    /// <summary>What means something else now.</summary>
    public IReadOnlyList<string> Changed => changed;

    /// <summary>A value; <see langword="null"/> when there is none.</summary>
    public string? Value(string name) => values.GetValueOrDefault(name)?.Text;

    /// <summary>The key as the file has it.</summary>
    public string Spelling(string name) => values.GetValueOrDefault(name)?.Key ?? name;

    /// <summary>Sets a setting; a value that it cannot have is left out, and that is said without the value.</summary>
    public void Set(Setting setting, string text, string name)
    {
        if (setting.Fault(text) is { } fault) LeaveOut(name, $"{setting.Key} {fault}");
        else entries.Add(new SettingEntry(setting.Key, text, Spelling(name)));
    }

    /// <summary>Sets one item of a table.</summary>
    public void SetItem(Setting table, string item, string value, string name)
    {
        if (table.Fault($"{item}={value}") is { } fault) LeaveOut(name, $"{table.Key} {fault}");
        else entries.Add(new SettingEntry($"{table.Key}:{item}", value, Spelling(name)));
    }

    /// <summary>Says that nothing is set, and why.</summary>
    public void LeaveOut(string name, string reason) => left.Add($"{Spelling(name)}: {reason}");

    /// <summary>Says how a meaning has changed.</summary>
    public void Change(string name, string how) => changed.Add($"{Spelling(name)}: {how}");

    /// <summary>A value as a whole number from <paramref name="minimum"/> on; says so when it is none.</summary>
    public bool TryCount(string name, long minimum, out long count)
    {
        count = 0;
        if (long.TryParse(Value(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out count) && count >= minimum && count <= 1_000_000_000) return true;
        LeaveOut(name, $"must be a whole number from {minimum} on");
        return false;
    }

    /// <summary>A value as the predecessor read true and false; <see langword="null"/> when there is none or it is neither.</summary>
    public bool? Switch(string name) => Value(name)?.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "y" or "t" or "1" => true,
        "false" or "no" or "off" or "n" or "f" or "0" => false,
        _ => null,
    };

    private string Place(string name, string suffix, params (string Key, string Kind)[] hints)
    {
        if ((Value(name) ?? Value("STORAGE_BACKEND")) is { } text)
        {
            text = text.Trim().ToLowerInvariant();
            return text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;
        }
        return hints.FirstOrDefault(hint => Value(hint.Key) is not null).Kind ?? "";
    }
}
