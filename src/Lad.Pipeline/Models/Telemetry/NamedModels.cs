using Lad.Detection;

namespace Lad.Pipeline.Models.Telemetry;

/// <summary>The models that are told apart by name: <c>default</c> first, then by name, and no more than <see cref="Most"/>, so that what is exported is bounded however many services there are.</summary>
internal static class NamedModels
{
    /// <summary>Models that are told apart, at most.</summary>
    public const int Most = 100;

    /// <summary>The first of them.</summary>
    public static IReadOnlyList<ModelMetadata> Of(IEnumerable<ModelMetadata> models) =>
        [.. models.OrderBy(static model => model.Name != ModelName.Default).ThenBy(static model => model.Name, StringComparer.Ordinal).Take(Most)];

    /// <summary>The label that says which model.</summary>
    public static KeyValuePair<string, object?> Label(string name) => new("model", name);
}
