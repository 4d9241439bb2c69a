using System.Collections;

namespace Lad.Cli.Configuration.Prototype;

/// <summary>The settings in the variables of LAD's first prototype: <c>LADT_</c> for training, <c>LADI_</c> for inference.</summary>
/// <param name="Implied">What the prototype did without a variable for it; the configuration file wins over it.</param>
/// <param name="Set">What the variables say; wins over the configuration file.</param>
/// <param name="Notes">What was understood in another way than somebody may expect.</param>
internal sealed record PrototypeLayer(SettingLayer Implied, SettingLayer Set, IReadOnlyList<string> Notes)
{
    private static readonly string[] Prefixes = ["LADT_", "LADI_"];

    /// <summary>Whether a name is one of the prototype's, known or not.</summary>
    public static bool Owns(string name) => Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Takes the prototype's variables out of an environment.</summary>
    public static PrototypeLayer Read(IDictionary variables)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in variables)
            if (variable.Key is string name && variable.Value is string { Length: > 0 } value && (Owns(name) || PrototypeVariables.Find(name) is not null)) values[name] = value;
        return Of(values);
    }

    /// <summary>Turns the prototype's variables into settings.</summary>
    /// <param name="values">Those that are set, by name.</param>
    public static PrototypeLayer Of(IReadOnlyDictionary<string, string> values)
    {
        var reading = new PrototypeReading(values);
        foreach (PrototypeVariable known in PrototypeVariables.All)
            if (values.TryGetValue(known.Name, out string? value)) known.Read(reading, value);
        foreach (string unknown in values.Keys.Where(name => PrototypeVariables.Find(name) is null).Order(StringComparer.Ordinal))
            reading.Note(unknown, $"is no variable that LAD knows{NearestName.Hint(unknown, PrototypeVariables.All.Select(known => known.Name))}");
        return new PrototypeLayer(new SettingLayer(reading.Implied, []), new SettingLayer(reading.Entries, reading.Faults), reading.Notes);
    }
}
