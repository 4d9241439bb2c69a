namespace Lad.Cli.Configuration;

/// <summary>The values that one origin gives: a file, the environment, the command line.</summary>
/// <param name="Entries">The values in the order in which they were found.</param>
/// <param name="Faults">What was wrong with the origin as a whole.</param>
internal sealed record SettingLayer(IReadOnlyList<SettingEntry> Entries, IReadOnlyList<string> Faults)
{
    /// <summary>A layer that says nothing.</summary>
    public static SettingLayer Empty { get; } = new([], []);
}

/// <summary>One value.</summary>
/// <param name="Key">Section and name as the origin spells them.</param>
/// <param name="Text">The value; a list's items are separated by <see cref="SettingTypes.ListSeparator"/>.</param>
/// <param name="Origin">Where it stands, e.g. <c>config/lad.json</c> or <c>Lad__Training__Seed</c>.</param>
internal sealed record SettingEntry(string Key, string Text, string Origin);
