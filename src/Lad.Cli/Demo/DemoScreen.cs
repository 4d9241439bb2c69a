using System.Globalization;
using Lad.Cli.Demo.Shop;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Pipeline.Testing;

namespace Lad.Cli.Demo;

/// <summary>What the demonstration shows: alerts that stay, and below them, on a terminal, a status that is drawn anew.</summary>
/// <param name="terminal">Where.</param>
/// <param name="isLive">Whether there is a status.</param>
internal sealed class DemoScreen(Terminal terminal, bool isLive)
{
    private const int StatusLines = 3;
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private readonly int width = Math.Clamp(terminal.Width - 2, 60, 118);
    private readonly int[] minutes = new int[60];
    private bool statusShown;

    /// <summary>Writes the title.</summary>
    public void Title(string title, string note)
    {
        Line();
        Line("  " + Paint(Ink.Bold, title) + "  " + Paint(Ink.Dim, note));
        Line();
    }

    /// <summary>Writes a line that stays.</summary>
    public void Line(string text = "")
    {
        Erase();
        terminal.Output.WriteLine(text);
    }

    /// <summary>Writes an alert: the line, and why somebody would have been woken.</summary>
    public void Alert(ShopLine line, Verdict verdict)
    {
        minutes[Math.Clamp((int)(line.Time - ShopLog.Watch).TotalMinutes, 0, 59)]++;
        string head = string.Create(CultureInfo.InvariantCulture, $"{line.Time:HH:mm:ss}  {line.Service.Name,-9} {line.Level,-5} {verdict.Score:F4}  ");
        Line("  " + Paint(line.Level == "INFO" ? Ink.Yellow : Ink.Red, "▌ ") + Paint(Ink.Dim, head) + Paint(Ink.Bold, Printable.Of(line.Message, width - head.Length - 4)));
        if (verdict.Explanation is not { } why) return;
        foreach (string reason in why.Reasons.Take(2)) Note("why      ", reason);
        if (why.NearestTemplate is { } nearest) Note("nearest  ", nearest);
        Line();
    }

    /// <summary>Counts an anomaly of a kind that has alerted already.</summary>
    public void Again(ShopLine line) => minutes[Math.Clamp((int)(line.Time - ShopLog.Watch).TotalMinutes, 0, 59)]++;

    /// <summary>Draws the status anew.</summary>
    public void Status(DateTimeOffset now, Scoreboard board)
    {
        if (!isLive) return;
        Erase();
        double done = Math.Clamp((now - ShopLog.Watch) / (ShopLog.Closing - ShopLog.Watch), 0, 1);
        int most = Math.Max(1, minutes.Max());
        string chart = string.Concat(minutes.Select((count, minute) => minute > done * 60 ? " " : count == 0 ? "▁" : Blocks[Math.Min(7, 1 + (count * 6 / most))].ToString()));
        terminal.Output.WriteLine("  " + Paint(Ink.Dim, new string('─', width - 2)));
        terminal.Output.WriteLine("  " + Paint(Ink.Cyan, chart) + Paint(Ink.Dim, "  anomalies a minute"));
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Paint(Ink.Bold, now.ToString("HH:mm", CultureInfo.InvariantCulture))}  {board.Lines:N0} lines  {board.TruePositives + board.FalsePositives:N0} anomalies  {board.Alerts} kinds that would wake someone"));
        terminal.Output.Flush();
        statusShown = true;
    }

    /// <summary>Takes the status away.</summary>
    public void Erase()
    {
        if (!statusShown) return;
        terminal.Output.Write($"\e[{StatusLines}A\e[J");
        statusShown = false;
    }

    /// <summary>Text in a colour, where colours are wanted.</summary>
    public string Paint(Ink ink, string text) => terminal.Colour && terminal.OutputIsInteractive ? $"\e[{(int)ink}m{text}\e[0m" : text;

    private void Note(string label, string text) => Line("    " + Paint(Ink.Dim, label) + Printable.Of(text, width - 14));
}
