using Lad.Detection;

namespace Lad.Pipeline.Models.Telemetry;

/// <summary>The models that are told apart by name: <c>default</c> first, then by name, and no more than <see cref="Most"/>, so that what is exported is bounded however many services there are.</summary>
internal static class NamedModels
{
    /// <summary>Models that are told apart, at most.</summary>
    public const int Most = 100;

    /// <summary>The first of them.</summary>
    public static IReadOnlyList<ModelMetadata> Of(IEnumerable<ModelMetadata> models) => Of(models, static model => model.Name);

    /// <summary>The first of what belongs to a model.</summary>
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> models, Func<T, string> name) =>
        [.. models.OrderBy(model => name(model) != ModelName.Default).ThenBy(name, StringComparer.Ordinal).Take(Most)];

    /// <summary>The label that says which model.</summary>
    public static KeyValuePair<string, object?> Label(string name) => new("model", name);
}
