using System.Globalization;
using Lad.Cli.Logging.Events;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Summaries;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Scoring;

/// <summary>Says what a run did: counters that balance, and the fingerprints that stood out most.</summary>
internal static class RunReport
{
    private const int Shown = 10;
    private const int Looked = 1000;

    /// <summary>Writes the report.</summary>
    /// <param name="report">What the graph did.</param>
    /// <param name="keepsDeadLetters">Whether dead letters were kept somewhere.</param>
    /// <param name="error">Where it is written.</param>
    /// <param name="width">Columns after which a template is cut.</param>
    public static void Write(GraphReport report, bool keepsDeadLetters, TextWriter error, int width)
    {
        GraphCounters counters = report.Counters;
        error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"lad: {counters.Received:N0} records in {report.Elapsed.TotalSeconds:F2} s ({report.RecordsPerSecond:N0}/s) = {counters.Scored:N0} scored + {counters.DeadLettered:N0} dead-lettered + {counters.Filtered:N0} filtered{InFlight(counters)}"));
        if (counters.DeadLettered > 0 && !keepsDeadLetters) error.WriteLine("lad: dead letters were not kept; --dead-letters FILE keeps them with the reason");
        string truncated = counters.Truncated > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {counters.Truncated:N0} cut at a limit") : "";
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lad: {counters.Anomalies:N0} anomalies{Suppressed(counters.SuppressedBy)}{truncated}"));
        WriteTop([.. report.Fingerprints.Top(Looked).Where(seen => seen.Anomalies > 0).Take(Shown)], error, width);
        foreach (ModelUse model in report.Models) error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lad: {model.Verdicts:N0} verdicts by {model.Name} {model.Version}"));
        if (report.End == GraphEnd.Abandoned) error.WriteLine("lad: stopped before everything in flight was delivered; it will be read again");
        if (report.End == GraphEnd.OutputClosed) error.WriteLine("lad: the reader of the output went away");
    }

    /// <summary>Tells the report as one event, for programs.</summary>
    public static void Tell(GraphReport report, bool keepsDeadLetters, ILogger log)
    {
        GraphCounters counters = report.Counters;
        log.RunEnded(counters.Received, Math.Round(report.Elapsed.TotalSeconds, 3), counters.Scored, counters.DeadLettered, counters.Filtered, counters.InFlight, counters.Anomalies, counters.SuppressedBy.Total, counters.Truncated,
            [.. report.Models.Select(model => $"{model.Name} {model.Version}")]);
        if (counters.DeadLettered > 0 && !keepsDeadLetters) log.DeadLettersDiscarded();
        if (report.End == GraphEnd.OutputClosed) log.OutputClosed();
        if (report.End == GraphEnd.Abandoned) log.DrainMissed(counters.InFlight);
    }

    private static string Suppressed(SuppressionTally tally)
    {
        if (tally.Total == 0) return "";
        (long Count, string Reason)[] reasons = [(tally.FalsePositive, "marked as false positives"), (tally.Snooze, "snoozed"), (tally.Schedule, "expected at their hours"), (tally.WindowLimit, "beyond the limit")];
        return string.Create(CultureInfo.InvariantCulture,
            $", {tally.Total:N0} of them suppressed: {string.Join(", ", reasons.Where(reason => reason.Count > 0).Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Count:N0} {reason.Reason}")))}");
    }

    private static string InFlight(GraphCounters counters) => counters.InFlight > 0 ? string.Create(CultureInfo.InvariantCulture, $" + {counters.InFlight:N0} not delivered") : "";

    private static void WriteTop(IReadOnlyList<FingerprintSeen> top, TextWriter error, int width)
    {
        if (top.Count == 0) return;
        error.WriteLine($"  {"score",-7} {"lines",9}  {"first seen",-19}  {"last seen",-19}  {"fingerprint",-16}  template");
        foreach (FingerprintSeen seen in top)
        {
            string row = string.Create(CultureInfo.InvariantCulture,
                $"  {seen.MaxScore,-7:F4} {seen.Count,9:N0}  {Time(seen.FirstSeenTicks)}  {Time(seen.LastSeenTicks)}  {seen.Fingerprint:x16}  {Models.Printable.Of(seen.Template ?? "")}");
            error.WriteLine(row.Length > width ? row[..(width - 1)] + "…" : row);
        }
    }

    private static string Time(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
