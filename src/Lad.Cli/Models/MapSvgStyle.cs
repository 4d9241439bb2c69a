using System.Text;

namespace Lad.Cli.Models;

/// <summary>The style sheet of the map's picture: it follows the reader's choice of light or dark.</summary>
internal static class MapSvgStyle
{
    /// <summary>Steps of height that are told apart; step n has the class <c>un</c>.</summary>
    public const int Steps = 16;

    /// <summary>The content of the style element.</summary>
    public static string Css { get; } = Write();

    private static string Write()
    {
        var css = new StringBuilder();
        css.Append("text{font:13px system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}.title{font-size:19px;font-weight:600}.head{font-weight:600}.mono{font:12px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}");
        css.Append(".rank{font-size:11px;font-weight:700;text-anchor:middle;paint-order:stroke;stroke-width:3px;stroke-linejoin:round}.hits{stroke-width:.75}.mark{fill:none;stroke-width:2.5}\n");
        Theme(css, Palette.Light, page: "#ffffff", ink: "#1d2633", quiet: "#5b6675", hits: "#d96b00", normal: "#00806a", anomaly: "#c4122f");
        css.Append("\n@media (prefers-color-scheme:dark){\n");
        Theme(css, Palette.Dark, page: "#0d1117", ink: "#e6edf3", quiet: "#93a1b3", hits: "#ffa63d", normal: "#3ddbb4", anomaly: "#ff5d73");
        return css.Append("\n}").ToString();
    }

    private static void Theme(StringBuilder css, Palette heights, string page, string ink, string quiet, string hits, string normal, string anomaly)
    {
        css.Append($".page{{fill:{page}}}text{{fill:{ink}}}.quiet{{fill:{quiet}}}.hits{{fill:{hits};stroke:{page}}}.rank{{fill:{ink};stroke:{page}}}.normal{{stroke:{normal}}}.anomaly{{stroke:{anomaly}}}");
        for (int step = 0; step < Steps; step++) css.Append($".u{step}{{fill:{heights.HexAt((double)step / (Steps - 1))}}}");
    }
}
