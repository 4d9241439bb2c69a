namespace Lad.Cli.Configuration.Prototype;

/// <summary>The prototype's variables while they are turned into settings.</summary>
/// <param name="values">The variables that are set, by name.</param>
internal sealed class PrototypeReading(IReadOnlyDictionary<string, string> values)
{
    private readonly List<SettingEntry> entries = [];
    private readonly List<SettingEntry> implied = [];

    /// <summary>What the variables say, in force above the configuration file.</summary>
    public IReadOnlyList<SettingEntry> Entries => entries;

    /// <summary>What the prototype did without a variable for it, in force below the configuration file.</summary>
    public IReadOnlyList<SettingEntry> Implied => implied;

    /// <summary>What is wrong.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>What was understood in another way than somebody may expect.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>A variable's value; <see langword="null"/> when it is not set.</summary>
    public string? Value(string variable) => values.GetValueOrDefault(variable);

    /// <summary>Sets a setting.</summary>
    public void Set(Setting setting, string text, string variable) => entries.Add(new SettingEntry(setting.Key, text, variable));

    /// <summary>Sets a setting unless something else does.</summary>
    public void Imply(Setting setting, string text, string variable) => implied.Add(new SettingEntry(setting.Key, text, variable));

    /// <summary>Says that a value cannot be used.</summary>
    public void Refuse(string variable, string reason) => Faults.Add($"{variable}: {reason}");

    /// <summary>Says how a value was understood.</summary>
    public void Note(string variable, string text) => Notes.Add($"{variable}: {text}");

    /// <summary>A value as a whole number from 1 on; says so when it is none.</summary>
    public bool TryCount(string variable, string value, out long count)
    {
        if (long.TryParse(value.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out count) && count is > 0 and <= 1_000_000_000) return true;
        Refuse(variable, $"must be a whole number from 1 on (it is '{value}')");
        return false;
    }
}
