using System.Globalization;
using Lad.Cli.Demo.Shop;
using Lad.Cli.Terminals;
using Lad.Detection;
using Lad.Pipeline.Models;
using Lad.Pipeline.Testing;

namespace Lad.Cli.Demo;

/// <summary>Learns a simulated shop's quiet hours, watches an hour with three incidents, and says how well that went.</summary>
/// <param name="options">How it runs.</param>
/// <param name="terminal">Where it is shown.</param>
internal sealed class Demonstration(DemoOptions options, Terminal terminal)
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(80);
    private readonly DemoScreen screen = new(terminal, options.IsLive);
    private readonly ShopLog log = new(options.Seed);

    /// <summary>Runs it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        screen.Title("LAD watches a simulated shop", string.Create(CultureInfo.InvariantCulture, $"seven services; JSON, logfmt and plain text mixed; seed {options.Seed}"));
        DetectionModel model = Learn();
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"  Watching {ShopLog.Watch:HH:mm} to {ShopLog.Closing:HH:mm}. The first anomaly of each kind would wake someone:"));
        screen.Line();
        Scoreboard board = await WatchAsync(model, cancellation).ConfigureAwait(false);
        Report(board);
    }

    private DetectionModel Learn()
    {
        long began = terminal.Clock.GetTimestamp();
        ShopLine[] quiet = [.. log.QuietHours()];
        DetectionModel model = ShopModel.Learn(quiet, options.Seed, terminal.Clock.GetUtcNow());
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"  Learned the quiet hours {ShopLog.Opening:HH:mm} to {ShopLog.Watch:HH:mm} without labels: {quiet.Length:N0} lines, {model.Templates.Items.Count} templates, {terminal.Clock.GetElapsedTime(began).TotalSeconds:F1} s."));
        return model;
    }

    private async Task<Scoreboard> WatchAsync(DetectionModel model, CancellationToken cancellation)
    {
        var slot = new ModelSlot();
        slot.Swap(new Detector(model));
        using var driver = new GraphDriver(slot, terminal.Clock);
        var board = new Scoreboard();
        double pace = (ShopLog.Closing - ShopLog.Watch) / options.Duration;
        long began = terminal.Clock.GetTimestamp();
        foreach (ShopLine line in log.WatchedHour())
        {
            if (options.IsLive) await WaitAsync(line.Time, began, pace, board, cancellation).ConfigureAwait(false);
            foreach (Verdict verdict in driver.Send(line.Text))
            {
                if (board.Count(line, verdict.IsAnomaly, verdict.Fingerprint)) screen.Alert(line, verdict);
                else if (verdict.IsAnomaly) screen.Again(line);
            }
        }
        screen.Status(ShopLog.Closing, board);
        screen.Erase();
        return board;
    }

    private async Task WaitAsync(DateTimeOffset time, long began, double pace, Scoreboard board, CancellationToken cancellation)
    {
        while (true)
        {
            DateTimeOffset now = ShopLog.Watch + (terminal.Clock.GetElapsedTime(began) * pace);
            if (now >= time) return;
            screen.Status(now, board);
            await Task.Delay(Frame, terminal.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private void Report(Scoreboard board)
    {
        screen.Line("  " + screen.Paint(Ink.Bold, "What really happened, and what was found of it"));
        screen.Line();
        foreach (Incident incident in log.Incidents)
        {
            IncidentScore score = board.Incidents[incident];
            string found = score.FirstAlert is { } alert
                ? screen.Paint(Ink.Green, string.Create(CultureInfo.InvariantCulture, $"found after {(alert - score.Began).TotalSeconds,3:F0} s"))
                : screen.Paint(Ink.Red, "not found       ");
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  {score.Began:HH:mm:ss}  {incident.Name,-32} {incident.Kind,-31} {found}, {score.Found} of {score.Lines} lines"));
        }
        screen.Line();
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"  {board.Lines:N0} lines, {board.TruePositives + board.FalsePositives} anomalies of {board.Alerts} kinds, {board.FalseAlerts} of the kinds a false alarm"));
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"  precision {board.Precision:P1}, recall {board.Recall:P1}, counted by line against what the simulation knows"));
        screen.Line();
        screen.Line("  On your own logs:  " + screen.Paint(Ink.Bold, "./lad train --from file:app.log") + "  then  " + screen.Paint(Ink.Bold, "tail -f app.log | ./lad score --emit anomalies"));
        screen.Line();
    }
}
