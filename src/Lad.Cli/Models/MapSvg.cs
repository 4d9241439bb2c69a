using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Detection.Maps;
using Lad.Detection.Templates;

namespace Lad.Cli.Models;

/// <summary>
/// Draws a model's map: how far neighbouring nodes lie apart (the U-matrix), how much of the training each node holds, what the busiest places hold,
/// and, where given, where messages fall. One self-contained file, without scripts or outside resources.
/// </summary>
internal sealed class MapSvg
{
    private const int MostCells = 128, Margin = 28, Top = 84, Panel = 520, LineHeight = 20, Ranked = 10;
    private readonly StringBuilder svg = new();
    private readonly MapLandscape landscape;
    private readonly IReadOnlyList<MapMark> marks;
    private readonly IReadOnlyList<MapCell> ranking;
    private readonly double side;

    private MapSvg(DetectionModel model, IReadOnlyList<MapMark> marks)
    {
        landscape = MapLandscape.Of(model, MostCells);
        this.marks = marks;
        side = Math.Clamp(600.0 / Math.Max(landscape.Rows, landscape.Columns), 5, 60);
        ranking = [.. landscape.Cells.Where(cell => cell.Templates.Count > 0).OrderByDescending(cell => cell.Templates.Sum(template => template.Count)).Take(Ranked)];
    }

    /// <summary>Draws the map.</summary>
    /// <param name="model">The model.</param>
    /// <param name="marks">Messages to show on it.</param>
    public static string Render(DetectionModel model, IReadOnlyList<MapMark>? marks = null) => new MapSvg(model, marks ?? []).Render();

    private double GridWidth => landscape.Columns * side;

    private double PanelLeft => Margin + GridWidth + Margin;

    private string Render()
    {
        double gridHeight = landscape.Rows * side;
        double panelHeight = 150 + (ranking.Count + marks.Count + (marks.Count > 0 ? 2 : 0)) * LineHeight;
        int width = (int)(PanelLeft + Panel + Margin), height = (int)(Top + Math.Max(gridHeight, panelHeight) + Margin);
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="title">""");
        Line($"<style>{MapSvgStyle.Css}</style>");
        Line($"""<rect class="page" width="{width}" height="{height}"/>""");
        Heading();
        foreach (MapCell cell in landscape.Cells) Cell(cell);
        foreach (MapMark mark in marks) Mark(mark);
        for (int i = 0; i < ranking.Count; i++)
            Line($"""<text class="rank" x="{Centre(ranking[i].Column, Margin)}" y="{Centre(ranking[i].Row, Top) + 4}">{i + 1}</text>""");
        double y = Legend();
        y = Busiest(y);
        Messages(y);
        return svg.Append("</svg>\n").ToString();
    }

    private void Heading()
    {
        ModelMetadata metadata = landscape.Model.Metadata;
        string block = landscape.Scale > 1 ? $", each square {landscape.Scale} × {landscape.Scale} nodes" : "";
        Line($"""<text id="title" class="title" x="{Margin}" y="40">Map of model {Printable.Xml(metadata.Name, 60)}</text>""");
        Line($"""<text class="quiet" x="{Margin}" y="62">version {Printable.Xml(metadata.Version, 60)} · {landscape.Model.Map.Rows} × {landscape.Model.Map.Columns} nodes{block} · {landscape.Model.Templates.Items.Count:N0} templates from {metadata.TrainingRecords:N0} records</text>""");
    }

    private void Cell(MapCell cell)
    {
        int step = (int)Math.Round(landscape.Relative(cell.Height) * (MapSvgStyle.Steps - 1));
        double x = Margin + cell.Column * side, y = Top + cell.Row * side, radius = Radius(cell.Hits);
        string circle = radius > 0 ? $"""<circle class="hits" cx="{Number(x + side / 2)}" cy="{Number(y + side / 2)}" r="{Number(radius)}"/>""" : "";
        Line($"""<g><title>{Tooltip(cell)}</title><rect class="u{step}" x="{Number(x)}" y="{Number(y)}" width="{Number(side + .3)}" height="{Number(side + .3)}"/>{circle}</g>""");
    }

    private string Tooltip(MapCell cell)
    {
        string hits = cell.Hits > 0 ? $"{cell.Hits:N1} training weight" : "no training vector";
        string place = $"row {cell.Row * landscape.Scale}, column {cell.Column * landscape.Scale}: {hits}, distance to neighbours {cell.Height:0.###}";
        IEnumerable<string> templates = cell.Templates.Take(5).Select(template => $"\n{template.Count:N0} × {Printable.Xml(template.Text, 120)}");
        string more = cell.Templates.Count > 5 ? $"\nand {cell.Templates.Count - 5} templates more" : "";
        return place + string.Concat(templates) + more;
    }

    private void Mark(MapMark mark)
    {
        MapCell cell = landscape.CellOf(mark.Node);
        string kind = mark.IsAnomaly ? "anomaly" : "normal";
        Line($"""<g><title>{Printable.Xml(mark.Text, 200)}</title><circle class="mark {kind}" cx="{Number(Centre(cell.Column, Margin))}" cy="{Number(Centre(cell.Row, Top))}" r="{Number(side * .46)}"/></g>""");
    }

    private double Legend()
    {
        double y = Top + 12;
        Text("head", y, "Distance between neighbouring nodes");
        for (int step = 0; step < MapSvgStyle.Steps; step++)
            Line($"""<rect class="u{step}" x="{Number(PanelLeft + step * 14)}" y="{Number(y + 10)}" width="14.3" height="14"/>""");
        Line($"""<text class="quiet" x="{Number(PanelLeft + MapSvgStyle.Steps * 14 + 10)}" y="{Number(y + 22)}">{landscape.Lowest:0.##} (alike) to {landscape.Highest:0.##} (apart)</text>""");
        y += 50;
        double radius = Radius(landscape.MostHits);
        Line($"""<circle class="hits" cx="{Number(PanelLeft + radius)}" cy="{Number(y - 4)}" r="{Number(radius)}"/>""");
        Line($"""<text class="quiet" x="{Number(PanelLeft + 2 * radius + 10)}" y="{Number(y)}">training weight of a node, at most {landscape.MostHits:N1}; the area grows with its logarithm</text>""");
        return y + 40;
    }

    private double Busiest(double y)
    {
        if (ranking.Count == 0) return y;
        double records = Math.Max(1, landscape.Model.Templates.Items.Sum(template => (double)template.Count));
        Text("head", y, "Where most records live");
        for (int i = 0; i < ranking.Count; i++)
        {
            IReadOnlyList<Template> templates = ranking[i].Templates;
            string others = templates.Count > 1 ? $" (+{templates.Count - 1})" : "";
            y += LineHeight;
            Line($"""<text x="{Number(PanelLeft)}" y="{Number(y)}">{i + 1}<tspan class="quiet" x="{Number(PanelLeft + 24)}">{templates.Sum(template => (double)template.Count) / records:P1}</tspan><tspan class="mono" x="{Number(PanelLeft + 86)}">{Printable.Xml(templates[0].Text, 54)}</tspan><tspan class="quiet">{others}</tspan></text>""");
        }

        return y + 2 * LineHeight;
    }

    private void Messages(double y)
    {
        if (marks.Count == 0) return;
        Text("head", y, "Where the given messages fall");
        foreach (MapMark mark in marks)
        {
            y += LineHeight;
            Line($"""<circle class="mark {(mark.IsAnomaly ? "anomaly" : "normal")}" cx="{Number(PanelLeft + 7)}" cy="{Number(y - 4)}" r="6"/>""");
            Line($"""<text x="{Number(PanelLeft + 24)}" y="{Number(y)}"><tspan class="quiet">{mark.Score:0.0000}</tspan><tspan class="mono" x="{Number(PanelLeft + 86)}">{Printable.Xml(mark.Text, 58)}</tspan></text>""");
        }
    }

    private void Text(string style, double y, string text) => Line($"""<text class="{style}" x="{Number(PanelLeft)}" y="{Number(y)}">{text}</text>""");

    private double Radius(double hits) => hits > 0 ? Math.Max(1, Math.Sqrt(landscape.RelativeHits(hits)) * side * .42) : 0;

    private double Centre(int index, double origin) => origin + (index + .5) * side;

    private void Line(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
