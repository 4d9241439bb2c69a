using System.Text;

namespace Lad.Cli.Top.Drawing;

/// <summary>Numbers as blocks.</summary>
internal static class Chart
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The latest values, one character each, the highest as a full block.</summary>
    public static string Sparkline(IReadOnlyList<double> values, int width)
    {
        double[] shown = [.. values.TakeLast(Math.Max(width, 0))];
        double most = shown.DefaultIfEmpty().Max();
        var line = new StringBuilder(shown.Length);
        foreach (double value in shown) line.Append(most > 0 ? Blocks[Math.Clamp((int)Math.Ceiling(value / most * Blocks.Length) - 1, 0, Blocks.Length - 1)] : Blocks[0]);
        return line.ToString();
    }

    /// <summary>How full something is.</summary>
    public static string Bar(double? value, double? capacity, int width)
    {
        if (value is not { } filled || capacity is not > 0) return new string(' ', width);
        int blocks = filled <= 0 ? 0 : Math.Clamp((int)Math.Ceiling(filled / capacity.Value * width), 1, width);
        return new string('█', blocks) + new string('░', width - blocks);
    }
}
