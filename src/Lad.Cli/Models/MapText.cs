using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Detection.Maps;

namespace Lad.Cli.Models;

/// <summary>Draws a model's map with characters: on the left how far neighbouring nodes lie apart, on the right how much of the training each holds.</summary>
internal static class MapText
{
    private const string Ascii = " .:-=+*#%@", Shades = " ░▒▓█";
    private const int Gap = 3;

    /// <summary>Draws the map.</summary>
    /// <param name="model">The model.</param>
    /// <param name="width">Characters of a line, at least 8. The two pictures stand side by side where they fit, else one below the other.</param>
    /// <param name="style">With what to draw.</param>
    public static string Render(DetectionModel model, int width, MapTextStyle style)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 8);
        int charactersPerCell = style == MapTextStyle.Colour ? 1 : 2;
        var landscape = MapLandscape.Of(model, width / charactersPerCell);
        string[] heights = Picture(landscape, style, cell => landscape.Relative(cell.Height), Palette.Dark);
        string[] hits = Picture(landscape, style, cell => landscape.RelativeHits(cell.Hits), Palette.Ember);
        int pictureWidth = landscape.Columns * charactersPerCell;
        string heightsTitle = "distances", hitsTitle = "records (log)";

        var text = new StringBuilder();
        if (2 * Math.Max(pictureWidth, hitsTitle.Length) + Gap <= width)
        {
            string space = new(' ', Gap + Math.Max(0, hitsTitle.Length - pictureWidth));
            text.Append(heightsTitle.PadRight(pictureWidth)).Append(space).Append(hitsTitle).Append('\n');
            for (int i = 0; i < heights.Length; i++) text.Append(heights[i]).Append(space).Append(hits[i]).Append('\n');
        }
        else
        {
            text.Append(heightsTitle).Append('\n').AppendJoin('\n', heights).Append("\n\n").Append(hitsTitle).Append('\n').AppendJoin('\n', hits).Append('\n');
        }

        return text.Append(Legend(landscape, style)).Append('\n').ToString();
    }

    private static string[] Picture(MapLandscape landscape, MapTextStyle style, Func<MapCell, double> value, Palette palette) => style switch
    {
        MapTextStyle.Colour => HalfBlocks(landscape, value, palette),
        MapTextStyle.Shades => Letters(landscape, value, Shades),
        _ => Letters(landscape, value, Ascii),
    };

    private static string[] Letters(MapLandscape landscape, Func<MapCell, double> value, string scale) =>
        [.. landscape.Cells.Chunk(landscape.Columns).Select(row => string.Concat(row.Select(cell => new string(scale[(int)Math.Round(value(cell) * (scale.Length - 1))], 2))))];

    private static string[] HalfBlocks(MapLandscape landscape, Func<MapCell, double> value, Palette palette)
    {
        MapCell[][] rows = [.. landscape.Cells.Chunk(landscape.Columns)];
        string[] lines = new string[(rows.Length + 1) / 2];
        for (int i = 0; i < lines.Length; i++)
        {
            var line = new StringBuilder();
            for (int column = 0; column < landscape.Columns; column++)
            {
                line.Append(Colour(38, palette.At(value(rows[2 * i][column]))));
                if (2 * i + 1 < rows.Length) line.Append(Colour(48, palette.At(value(rows[2 * i + 1][column]))));
                line.Append('▀');
                if (2 * i + 1 == rows.Length) line.Append("\e[0m");
            }

            lines[i] = line.Append("\e[0m").ToString();
        }

        return lines;
    }

    private static string Colour(int layer, (int Red, int Green, int Blue) colour) =>
        string.Create(CultureInfo.InvariantCulture, $"\e[{layer};2;{colour.Red};{colour.Green};{colour.Blue}m");

    private static string Legend(MapLandscape landscape, MapTextStyle style)
    {
        int used = landscape.Model.Map.Hits.ToArray().Count(hits => hits > 0), nodes = landscape.Model.Map.Rows * landscape.Model.Map.Columns;
        string block = landscape.Scale > 1 ? $", a square is {landscape.Scale} x {landscape.Scale} nodes" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{landscape.Model.Map.Rows} x {landscape.Model.Map.Columns} nodes{block}; {used} of {nodes} in use; distances {landscape.Lowest:0.##} to {landscape.Highest:0.##}, {(style == MapTextStyle.Colour ? "the brightest" : "the fullest")} the greatest");
    }
}
