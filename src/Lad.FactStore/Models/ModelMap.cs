using Lad.Detection;
using Lad.Detection.Maps;
using Lad.Detection.Templates;

namespace Lad.FactStore.Models;

/// <summary>What there is to see on the map of a version: one cell for each unit, row by row.</summary>
/// <param name="Landscape">Heights of the U-matrix, hits, and the templates whose unit it is.</param>
/// <param name="Nearest">For each unit the template that is nearest to it; empty for a model without templates.</param>
public sealed record ModelMap(MapLandscape Landscape, IReadOnlyList<Template> Nearest)
{
    internal static ModelMap Of(DetectionModel model) => new(MapLandscape.Of(model, Math.Max(model.Map.Rows, model.Map.Columns)), NearestTemplates.Of(model));
}
