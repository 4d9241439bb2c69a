using System.Text;
using Lad.Detection.Maps;
using Lad.FactStore.Pages.Shared;

namespace Lad.FactStore.Pages.Maps;

/// <summary>A map as few shapes: one path for each step of height and for each size of a hit, however many units there are.</summary>
internal static class MapDrawing
{
    /// <summary>Length of a unit's side in the drawing.</summary>
    public const int Side = 20;

    /// <summary>Steps of height, each a colour of the style.</summary>
    public const int Steps = 10;

    private const int Sizes = 5;

    /// <summary>A path for each step of height, the lowest first.</summary>
    public static IReadOnlyList<string> Heights(MapLandscape landscape) => Paths(landscape, Steps, cell => (int)Math.Round(landscape.Relative(cell.Height) * (Steps - 1)), static (path, cell) =>
        path.Append('M').Append(cell.Column * Side).Append(' ').Append(cell.Row * Side).Append('h').Append(Side).Append('v').Append(Side).Append("h-").Append(Side).Append('z'));

    /// <summary>A path of dots for each size of hits, with the dots' diameter.</summary>
    public static IEnumerable<(string Path, double Diameter)> Hits(MapLandscape landscape) =>
        Paths(landscape, Sizes, cell => cell.Hits > 0 ? (int)Math.Ceiling(landscape.RelativeHits(cell.Hits) * Sizes) - 1 : -1, static (path, cell) =>
            path.Append('M').Append(Centre(cell.Column)).Append(' ').Append(Centre(cell.Row)).Append("h0"))
        .Select(static (path, size) => (path, Diameter(size)))
        .Where(static dots => dots.path.Length > 0);

    /// <summary>The middle of a unit.</summary>
    public static int Centre(int index) => index * Side + Side / 2;

    /// <summary>Radius of an anomaly's mark.</summary>
    public static string Radius(long count, long most) => Words.Number(5 + 5 * Math.Log(1 + count) / Math.Log(1 + Math.Max(1, most)));

    private static double Diameter(int size) => Side * .5 * Math.Sqrt((size + 1d) / Sizes);

    private static string[] Paths(MapLandscape landscape, int count, Func<MapCell, int> choose, Action<StringBuilder, MapCell> draw)
    {
        StringBuilder[] paths = [.. Enumerable.Range(0, count).Select(static _ => new StringBuilder())];
        foreach (MapCell cell in landscape.Cells)
            if (choose(cell) is >= 0 and var at) draw(paths[Math.Min(at, count - 1)], cell);
        return [.. paths.Select(static path => path.ToString())];
    }
}
