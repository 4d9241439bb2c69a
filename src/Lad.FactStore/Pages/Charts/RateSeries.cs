using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Shared;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Limits;

namespace Lad.FactStore.Pages.Charts;

/// <summary>Counts in equal intervals, the oldest first, and in which of them feedback kept anomalies from alerting.</summary>
/// <param name="From">Beginning of the first interval.</param>
/// <param name="Interval">Length of an interval.</param>
/// <param name="Counts">The counts.</param>
/// <param name="Silent">Whether feedback was in force that silences, for each interval.</param>
public sealed record RateSeries(DateTimeOffset From, TimeSpan Interval, IReadOnlyList<long> Counts, IReadOnlyList<bool> Silent)
{
    /// <summary>When a series begins that ends with the interval of a time.</summary>
    public static DateTimeOffset Begin(LookBack span, DateTimeOffset now)
    {
        long interval = span.Interval.Ticks, intervals = span.Sparkline.Ticks / interval;
        return new DateTimeOffset((now.UtcTicks / interval - intervals + 1) * interval, TimeSpan.Zero);
    }

    /// <summary>Adds up minutes, and looks what was in force by a template's history.</summary>
    public static RateSeries Of(LookBack span, DateTimeOffset now, IReadOnlyList<MinuteCount> minutes, IReadOnlyList<FeedbackStatement> history)
    {
        DateTimeOffset from = Begin(span, now);
        var counts = new long[span.Sparkline.Ticks / span.Interval.Ticks];
        foreach (MinuteCount minute in minutes)
        {
            long i = (minute.Minute - from).Ticks / span.Interval.Ticks;
            if (minute.Minute >= from && i < counts.Length) counts[i] += minute.Count;
        }

        return new RateSeries(from, span.Interval, counts, [.. counts.Select((_, i) => IsSilent(history, from + span.Interval * i))]);
    }

    private static bool IsSilent(IReadOnlyList<FeedbackStatement> history, DateTimeOffset at)
    {
        FeedbackStatement[] before = [.. history.TakeWhile(statement => statement.At <= at)];
        return before.Length > 0 && FeedbackState.Of(before).SuppressionAt(at.UtcTicks, out _) != Suppression.None;
    }
}
