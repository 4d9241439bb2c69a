using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.FactStore.Models;

/// <summary>A version of a model, for people.</summary>
/// <param name="Stored">Where it is.</param>
/// <param name="Metadata">What it says of itself, with what the gate found and what feedback moved; <see langword="null"/> when it cannot be read.</param>
/// <param name="Threshold">Its threshold; 0 when it cannot be read.</param>
/// <param name="Templates">Its templates; 0 when it cannot be read.</param>
/// <param name="Fault">Why it cannot be read; <see langword="null"/> when it can.</param>
public sealed record ModelVersionView(StoredModel Stored, ModelMetadata? Metadata, double Threshold, int Templates, string? Fault)
{
    /// <summary>The policy that set the threshold; empty when it cannot be read.</summary>
    public string Policy { get; init; } = "";

    /// <summary>Words that it knows.</summary>
    public int Words { get; init; }

    /// <summary>Rows of its map.</summary>
    public int MapRows { get; init; }

    /// <summary>Columns of its map.</summary>
    public int MapColumns { get; init; }

    internal static ModelVersionView Of(StoredModel stored, DetectionModel model) => new(stored, model.Metadata, model.Threshold.Value, model.Templates.Items.Count, null)
    {
        Policy = model.Threshold.Policy,
        Words = model.Words.Words.Count,
        MapRows = model.Map.Rows,
        MapColumns = model.Map.Columns,
    };
}
