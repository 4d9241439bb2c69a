using System.Globalization;

namespace Lad.Pipeline.Models;

/// <summary>What became of a model that was given to a <see cref="ModelRouter"/>.</summary>
public sealed record RouteChange
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Bytes that it takes, or would.</summary>
    public required long Bytes { get; init; }

    /// <summary>Whether it is in force. Otherwise it did not fit: its service stays with the version it had, or with the default.</summary>
    public required bool IsInForce { get; init; }

    /// <summary>Bytes that all models in force take.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>Bytes that they may take.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>Names of models that made room for the default one: their services have the default now.</summary>
    public IReadOnlyList<string> Displaced { get; init; } = [];

    /// <summary>One line for people: what happened, and what to do when something is left out.</summary>
    public override string ToString()
    {
        if (!IsInForce)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"model {Name} {Version} is left out: it takes {Bytes:N0} bytes, and {UsedBytes:N0} of {MaxBytes:N0} are taken. {Stays} Allow the models more memory, or remove one.");
        }
        string displaced = Displaced.Count == 0 ? "" : $"; left out to make room for it: {string.Join(", ", Displaced)}. Allow the models more memory";
        return $"scoring with {Name} {Version} from now on{displaced}";
    }

    private string Stays => Name == ModelName.Default ? "What is in force stays." : $"Records of {Name} go on with the version they had, or with '{ModelName.Default}'.";
}
