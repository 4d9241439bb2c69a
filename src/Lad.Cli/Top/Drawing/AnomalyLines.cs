using System.Globalization;
using Lad.Cli.Anomalies;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Cli.Top.Views;

namespace Lad.Cli.Top.Drawing;

/// <summary>The latest anomalies of an instance, a line for each template: one that comes again and again leaves room for others.</summary>
internal static class AnomalyLines
{
    /// <summary>Lines that there would be.</summary>
    public static int Count(InstanceView one) => 1 + Groups(one).Count();

    /// <summary>The lines.</summary>
    /// <param name="one">The instance.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="most">Lines that may be taken.</param>
    public static IEnumerable<ScreenLine> Draw(InstanceView one, int width, int most)
    {
        if (most < 2 || one.AwaySince is not null || !one.WasAsked) yield break;
        yield return new ScreenLine().Add("  LATEST ANOMALIES", Ink.Dim).Add(one.AnomaliesFault.Length > 0 ? "  " + Printable.Of(one.AnomaliesFault) : one.Anomalies.Count == 0 ? "  none" : "", Ink.Dim);
        int service = width >= 110 ? 20 : 12;
        foreach (IGrouping<(ulong, string, string), LatestAnomaly> group in Groups(one).Take(most - 1))
        {
            LatestAnomaly anomaly = group.First();
            int times = group.Count();
            bool isQuiet = anomaly.Suppressed.Length > 0;
            ScreenLine line = new ScreenLine().Add("  " + anomaly.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " ", Ink.Dim)
                .Add(anomaly.Score.ToString("0.0000", CultureInfo.InvariantCulture) + " ", isQuiet ? Ink.Dim : Ink.Red)
                .Add(CellWidth.Fit(anomaly.Level.Length == 0 ? "-" : Printable.Of(anomaly.Level), 7) + " ", Ink.Dim)
                .Add(CellWidth.Fit(anomaly.Service.Length == 0 ? "-" : Printable.Of(anomaly.Service), service) + " ");
            if (isQuiet) line.Add($"[{Printable.Of(anomaly.Suppressed)}] ", Ink.Yellow);
            if (times > 1) line.Add($"{times}x ", Ink.Cyan);
            yield return line.Add(Printable.Of(anomaly.Template), isQuiet ? Ink.Dim : null);
        }
    }

    private static IEnumerable<IGrouping<(ulong, string, string), LatestAnomaly>> Groups(InstanceView one) => one.Anomalies.GroupBy(anomaly => (anomaly.Fingerprint, anomaly.Service, anomaly.Suppressed));
}
