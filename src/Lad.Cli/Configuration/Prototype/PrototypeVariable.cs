namespace Lad.Cli.Configuration.Prototype;

/// <summary>One of the prototype's variables.</summary>
/// <param name="Name">Its name, e.g. <c>LADI_THRESHOLD</c>.</param>
/// <param name="Settings">What is set by it; none when it has no counterpart.</param>
/// <param name="Meaning">What it means here, in a sentence or two.</param>
/// <param name="Read">Turns a value into settings.</param>
internal sealed record PrototypeVariable(string Name, IReadOnlyList<Setting> Settings, string Meaning, Action<PrototypeReading, string> Read);
