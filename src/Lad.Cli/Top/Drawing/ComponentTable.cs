using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Cli.Top.Views;

namespace Lad.Cli.Top.Drawing;

/// <summary>A line for each step of the graph.</summary>
internal static class ComponentTable
{
    private const int NameWidth = 13, NumberWidth = 7, LeastBar = 6, MostBar = 40;
    private static readonly string[] Heads = ["IN/S", "OUT/S", "ERRORS", "LOST", "MEAN", "P99"];

    /// <summary>The lines.</summary>
    /// <param name="components">The components, in the order of the graph.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="most">Lines that may be taken: what took least time gives way.</param>
    public static IEnumerable<ScreenLine> Draw(IReadOnlyList<ComponentView> components, int width, int most)
    {
        if (components.Count == 0 || most < 3) yield break;
        int bar = Math.Clamp(width - 2 - NameWidth - (Heads.Length * (NumberWidth + 1)) - 8, LeastBar, MostBar);
        ScreenLine head = new ScreenLine().Add("  " + "COMPONENT".PadRight(NameWidth), Ink.Dim);
        foreach (string one in Heads) head.Add(" " + one.PadLeft(NumberWidth), Ink.Dim);
        yield return head.Add("  QUEUE", Ink.Dim);
        if (components.Count < most)
        {
            foreach (ComponentView one in components) yield return Row(one, bar);
            yield break;
        }
        HashSet<ComponentView> shown = [.. components.OrderByDescending(Weight).Take(most - 2)];
        foreach (ComponentView one in components.Where(shown.Contains)) yield return Row(one, bar);
        yield return new ScreenLine().Add($"  and {components.Count - shown.Count} more, which take less time", Ink.Dim);
    }

    // What fails or waits is looked for first, and then where time goes.
    private static double Weight(ComponentView one) => (one.Errors > 0 || one.Lost > 0 || one.Queued > 0 ? 1e9 : 0) + (one.Name == "source" ? 1e6 : 0) + (one.Mean ?? 0);

    private static ScreenLine Row(ComponentView one, int bar)
    {
        ScreenLine line = new ScreenLine().Add("  " + CellWidth.Fit(Printable.Of(one.Name), NameWidth));
        Number(Quantity.Of(one.ReceivedRate));
        Number(Quantity.Of(one.SentRate));
        Number(Quantity.Of(one.Errors), one.Errors > 0 ? Ink.Red : null);
        Number(Quantity.Of(one.Lost), one.Lost > 0 ? Ink.Red : null);
        Number(Quantity.Time(one.Mean));
        Number(Quantity.Time(one.P99));
        if (one.Capacity is not > 0) return line;
        double filled = (one.Queued ?? 0) / one.Capacity.Value;
        return line.Add("  ").Add(Chart.Bar(one.Queued, one.Capacity, bar), filled >= 0.9 ? Ink.Red : filled >= 0.5 ? Ink.Yellow : Ink.Cyan).Add($" {Quantity.Of(one.Queued)}/{Quantity.Of(one.Capacity)}", Ink.Dim);

        void Number(string text, Ink? ink = null) => line.Add(" " + text.PadLeft(NumberWidth), text == Quantity.Unknown ? Ink.Dim : ink);
    }
}
