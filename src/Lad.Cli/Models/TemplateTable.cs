using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Detection.Templates;

namespace Lad.Cli.Models;

/// <summary>Lists templates with what training saw of them.</summary>
internal static class TemplateTable
{
    /// <summary>Lists templates under a heading; nothing when there are none.</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="templates">Templates of <paramref name="model"/>.</param>
    /// <param name="model">The model: its records are the whole of which shares are given.</param>
    /// <param name="width">Characters of a line.</param>
    public static string Render(string heading, IReadOnlyList<Template> templates, DetectionModel model, int width)
    {
        if (templates.Count == 0) return "";
        double records = Math.Max(1, model.Templates.Items.Sum(template => (double)template.Count));
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"\n{heading}\n\n  {"count",13} {"share",7} {"episodes",9}  {"fingerprint",-16}  template\n"));
        foreach (Template template in templates)
            text.Append(string.Create(CultureInfo.InvariantCulture, $"  {template.Count,13:N0} {Percent(template.Count / records),7} {template.Episodes,9:N0}  {template.Fingerprint:x16}  {Printable.Of(template.Text, Math.Max(20, width - 54))}\n"));
        return text.ToString();
    }

    /// <summary>A share in percent with as many places as it takes not to look like none.</summary>
    public static string Percent(double share) => Math.Abs(share) switch
    {
        0 => "0%",
        < 0.00005 => share > 0 ? "<0.01%" : ">-0.01%",
        < 0.1 => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00}%"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0}%"),
    };
}
