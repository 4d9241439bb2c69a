namespace Lad.Cli.Configuration.Prototype;

/// <summary>Every variable of the prototype, in the order in which they are read and documented.</summary>
internal static class PrototypeVariables
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PrototypeVariable> All { get; } = [.. PrototypeTraining.All, .. PrototypeInference.All];

    /// <summary>The variable of a name.</summary>
    public static PrototypeVariable? Find(string name) => All.FirstOrDefault(known => known.Name == name);
}
