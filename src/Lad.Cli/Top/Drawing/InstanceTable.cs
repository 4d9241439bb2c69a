using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Cli.Top.Views;

namespace Lad.Cli.Top.Drawing;

/// <summary>A line for each instance, and one for all together.</summary>
internal static class InstanceTable
{
    private const int NumberWidth = 6, StateWidth = 9, WideAddress = 28, LeastName = 12;
    private static readonly string[] Heads = ["UP", "IN/S", "OUT/S", "ANOM/S", "DEAD", "FLIGHT", "LAG"];

    /// <summary>The lines.</summary>
    /// <param name="instances">The instances.</param>
    /// <param name="selected">The one whose details are below.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="most">Lines that may be taken.</param>
    public static IEnumerable<ScreenLine> Draw(IReadOnlyList<InstanceView> instances, int selected, int width, int most)
    {
        int fixedWidth = 2 + 1 + StateWidth + (Heads.Length * (NumberWidth + 1));
        bool isWide = width >= fixedWidth + WideAddress + LeastName;
        int name = Math.Max(width - fixedWidth - (isWide ? WideAddress + 1 : 0), LeastName);
        yield return Row("  " + CellWidth.Fit("INSTANCE", name) + (isWide ? " " + CellWidth.Fit("ADDRESS", WideAddress) : ""), "STATE", Heads, Ink.Dim, Ink.Dim);
        bool isOne = instances.Count == 1;
        int rows = Math.Max(isOne ? 1 : most - 2, 1);
        int first = Math.Clamp(selected - (rows / 2), 0, Math.Max(instances.Count - rows, 0));
        for (int i = first; i < Math.Min(first + rows, instances.Count); i++)
        {
            InstanceView one = instances[i];
            string title = (i == selected && !isOne ? "▸ " : "  ") + CellWidth.Fit(Label(one, instances, isWide), name) + (isWide ? " " + CellWidth.Fit(Printable.Of(one.Address.Authority), WideAddress) : "");
            yield return Row(title, State(one), Numbers(one), i == selected && !isOne ? Ink.Bold : null, Tone(one));
        }
        if (!isOne) yield return Row("  " + CellWidth.Fit($"all {instances.Count}", name + (isWide ? WideAddress + 1 : 0)), "", Totals(instances), Ink.Bold, null);
    }

    /// <summary>The state in a word.</summary>
    public static string State(InstanceView one) => !one.WasAsked ? "asking" : one.AwaySince is not null ? "away" : one.Status.Length > 0 ? Printable.Of(one.Status) : "up";

    /// <summary>The colour of the state.</summary>
    public static Ink Tone(InstanceView one) => !one.WasAsked ? Ink.Dim : one.AwaySince is not null ? Ink.Red : one.IsReady == false ? Ink.Yellow : Ink.Green;

    private static string Label(InstanceView one, IReadOnlyList<InstanceView> all, bool isWide)
    {
        bool isKnown = one.Name.Length > 0 && (isWide || all.Count(other => other.Name == one.Name) == 1);
        return Printable.Of(isKnown ? one.Name : isWide ? "" : one.Address.Authority);
    }

    private static string[] Numbers(InstanceView one) =>
    [
        Quantity.Span(one.Uptime), Quantity.Of(one.Flow.ReceivedRate), Quantity.Of(one.Flow.ScoredRate), Quantity.Of(one.Flow.AnomalyRate), Quantity.Of(one.Flow.DeadLettered),
        Quantity.Of(one.Flow.InFlight), Quantity.Of(one.TotalLag) + Quantity.Trend(one.TotalTrend).TrimEnd(),
    ];

    private static string[] Totals(IReadOnlyList<InstanceView> all) =>
    [
        "", Quantity.Of(Sum(all, one => one.Flow.ReceivedRate)), Quantity.Of(Sum(all, one => one.Flow.ScoredRate)), Quantity.Of(Sum(all, one => one.Flow.AnomalyRate)),
        Quantity.Of(Sum(all, one => one.Flow.DeadLettered)), Quantity.Of(Sum(all, one => one.Flow.InFlight)), Quantity.Of(Sum(all, one => one.TotalLag)) + Quantity.Trend(Sum(all, one => one.TotalTrend)).TrimEnd(),
    ];

    private static double? Sum(IReadOnlyList<InstanceView> all, Func<InstanceView, double?> number) => all.Any(one => number(one) is not null) ? all.Sum(one => number(one) ?? 0) : null;

    private static ScreenLine Row(string title, string state, string[] numbers, Ink? titleInk, Ink? stateInk)
    {
        ScreenLine line = new ScreenLine().Add(title, titleInk).Add(" ").Add(CellWidth.Fit(state, StateWidth), stateInk);
        for (int i = 0; i < numbers.Length; i++) line.Add(" ").Add(numbers[i].PadLeft(NumberWidth), numbers[i] == Quantity.Unknown || titleInk == Ink.Dim ? Ink.Dim : i == 4 && numbers[i] is not ("" or "0") ? Ink.Yellow : null);
        return line;
    }
}
