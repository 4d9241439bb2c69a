using Lad.Detection.Maps;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Models;

namespace Lad.FactStore.Api.Models;

/// <summary>The map of a version, with where recent anomalies fell.</summary>
/// <param name="Version">The version.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Since">From when on anomalies are counted.</param>
/// <param name="Units">The units, row by row.</param>
public sealed record MapAnswer(string Version, int Rows, int Columns, DateTimeOffset Since, IReadOnlyList<UnitAnswer> Units)
{
    internal static MapAnswer Of(ModelMap map, DateTimeOffset since, IReadOnlyList<UnitCount> anomalies)
    {
        Dictionary<(int, int), long> counts = anomalies.ToDictionary(unit => (unit.Row, unit.Column), unit => unit.Count);
        return new MapAnswer(map.Landscape.Model.Metadata.Version, map.Landscape.Rows, map.Landscape.Columns, since,
            [.. map.Landscape.Cells.Select((cell, i) => UnitAnswer.Of(cell, map.Nearest.Count > i ? map.Nearest[i].Text : null, counts.GetValueOrDefault((cell.Row, cell.Column))))]);
    }
}

/// <summary>A unit of a map.</summary>
/// <param name="Row">Its row, from 0.</param>
/// <param name="Column">Its column, from 0.</param>
/// <param name="Height">Mean distance to the units beside it (the U-matrix).</param>
/// <param name="Hits">Training weight whose best unit it is.</param>
/// <param name="Templates">How many templates have it for their best unit.</param>
/// <param name="Nearest">The template that is nearest to it; absent for a model without templates.</param>
/// <param name="Anomalies">Anomalies whose best unit it was.</param>
public sealed record UnitAnswer(int Row, int Column, double Height, double Hits, int Templates, string? Nearest, long Anomalies)
{
    private const int Longest = 256;

    internal static UnitAnswer Of(MapCell cell, string? nearest, long anomalies) =>
        new(cell.Row, cell.Column, Math.Round(cell.Height, 6), Math.Round(cell.Hits, 3), cell.Templates.Count, nearest?.Length > Longest ? nearest[..Longest] : nearest, anomalies);
}
