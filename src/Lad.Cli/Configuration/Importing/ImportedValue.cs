namespace Lad.Cli.Configuration.Importing;

/// <summary>A key of an imported file with its value.</summary>
/// <param name="Key">The key as the file has it.</param>
/// <param name="Text">The value as text: a list or map as JSON.</param>
/// <param name="IsScalar">Whether it is one value.</param>
internal sealed record ImportedValue(string Key, string Text, bool IsScalar = true);
