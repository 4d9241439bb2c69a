using System.Globalization;
using Lad.Cli.Terminals;
using Lad.Cli.Top.Views;

namespace Lad.Cli.Top.Drawing;

/// <summary>The whole screen as lines: instances, the details of one, its steps, its latest anomalies.</summary>
internal static class TopFrame
{
    private const int LeastAnomalies = 4;

    private static readonly string[] Keys =
    [
        "", "  q, Ctrl-C        ends", "  p, space         holds the screen, and lets it go on", "  ↑ ↓, tab, j k    choose an instance", "  ?, h             this help", "",
        "  IN/S and OUT/S   records read and verdicts delivered in a second", "  DEAD             records that became dead letters since the instance began", "  FLIGHT           records that were read and are not delivered yet",
        "  LAG              records of assigned partitions that are not committed yet; ↑ grows, ↓ shrinks", "  MEAN, P99        time of a component for a batch, of the last fifteen seconds",
        "  LOST             records that a component passed on to nobody, and not on purpose", "  QUEUE            batches that wait before a component, of those that may",
        "  -                the instance does not measure it", "", "  any key goes back",
    ];

    /// <summary>The lines of the screen: no more than it has.</summary>
    /// <param name="state">What is shown and how.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="height">Its lines.</param>
    public static IReadOnlyList<ScreenLine> Draw(TopState state, int width, int height)
    {
        List<ScreenLine> lines = [Title(state, width)];
        if (state.IsHelp) lines.AddRange(Keys.Select(key => new ScreenLine().Add(key)));
        else Add(lines, state, width, height);
        return lines.Count > height ? lines[..Math.Max(height, 0)] : lines;
    }

    /// <summary>All that is said of one instance.</summary>
    public static IEnumerable<ScreenLine> Details(InstanceView one, int width) =>
        DetailLines.Draw(one, width).Concat(ComponentTable.Draw(one.Components, width, int.MaxValue)).Concat(AnomalyLines.Draw(one, width, int.MaxValue));

    private static void Add(List<ScreenLine> lines, TopState state, int width, int height)
    {
        lines.AddRange(InstanceTable.Draw(state.Instances, state.Selected, width, Math.Max(height / 3, 3)));
        InstanceView one = state.Instances[state.Selected];
        lines.AddRange(DetailLines.Draw(one, width));
        int anomalies = Math.Min(AnomalyLines.Count(one), LeastAnomalies);
        lines.AddRange(ComponentTable.Draw(one.Components, width, height - lines.Count - anomalies));
        lines.AddRange(AnomalyLines.Draw(one, width, Math.Max(height - lines.Count, 2)));
    }

    private static ScreenLine Title(TopState state, int width)
    {
        DateTimeOffset now = state.Instances.Max(one => one.Time);
        string left = "lad top" + (now == default ? "" : now.ToLocalTime().ToString("  HH:mm:ss", CultureInfo.InvariantCulture)) + (state.IsPaused ? "  held" : "");
        const string Right = "q quit  p pause  ? help";
        ScreenLine line = new ScreenLine().Add("lad top", Ink.Bold).Add(left[7..], state.IsPaused ? Ink.Yellow : null);
        return state.HasKeys && width > left.Length + Right.Length + 1 ? line.Add(new string(' ', width - left.Length - Right.Length)).Add(Right, Ink.Dim) : line;
    }
}
