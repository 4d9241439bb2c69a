using System.Globalization;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Feedback;
using Lad.Pipeline.Feedback;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Pages.Feedback;

/// <summary>Reads what a page's form says of a group.</summary>
internal static class FeedbackForm
{
    private static readonly string[] weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The draft, of the group's latest anomaly.</summary>
    /// <param name="mark">What the button says.</param>
    /// <param name="form">The other fields.</param>
    /// <param name="latest">The group's latest anomaly; <see langword="null"/> when it is no longer kept.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="FeedbackRefusedException">It makes no sense; says why.</exception>
    public static FeedbackDraft Draft(Mark mark, IFormCollection form, AnomalyRecord? latest, DateTimeOffset now)
    {
        string[] verb = mark.Verb.Split('-', 2);
        var draft = new FeedbackDraft
        {
            Fingerprint = mark.Group.Fingerprint,
            Kind = FeedbackKind.Retraction,
            Message = latest?.Message ?? "",
            Service = mark.Group.Service,
            Model = latest?.Model ?? "",
            EventId = latest?.EventId ?? "",
            Reason = ((string?)form["reason"])?.Trim() ?? "",
        };
        return (mark.Verb, verb[0]) switch
        {
            (Mark.FalsePositive, _) => draft with { Kind = FeedbackKind.FalsePositive },
            (Mark.TruePositive, _) => draft with { Kind = FeedbackKind.TruePositive },
            (_, Mark.Snooze) => draft with { Kind = FeedbackKind.Snooze, Until = verb.Length == 2 ? now + Length(verb[1]) : Until(form["until"].ToString()) },
            (Mark.Schedule, _) => draft with { Kind = FeedbackKind.Schedule, Schedule = Hours(form) },
            (_, Mark.Retract) => draft with { Message = "", Retracts = verb.Length == 1 ? null : Number(verb[1]) },
            _ => throw new FeedbackRefusedException("kind", "The form does not say what of the group: false-positive, true-positive, snooze, schedule or retraction."),
        };
    }

    private static TimeSpan Length(string text) => text switch
    {
        "1h" => TimeSpan.FromHours(1),
        "8h" => TimeSpan.FromHours(8),
        "1d" => TimeSpan.FromDays(1),
        _ => throw new FeedbackRefusedException("until", "A snooze is for 1h, 8h or 1d, or until a time."),
    };

    private static DateTimeOffset Until(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset until)
            ? until
            : throw new FeedbackRefusedException("until", "Say until when the group is to be snoozed, as a date and time in UTC such as 2026-11-22T06:00.");

    private static FeedbackSchedule Hours(IFormCollection form)
    {
        string[] days = [.. weekdays.Where(day => form["day"].Contains(day))];
        if (days.Length == 0) throw new FeedbackRefusedException("schedule", "Choose at least one day of the schedule.");
        string text = $"{(days.Length == weekdays.Length ? "daily" : string.Join(',', days))} {form["from"]}-{form["to"]} {form["zone"]}";
        return FeedbackSchedule.TryParse(text, out FeedbackSchedule? schedule, out string? fault) ? schedule : throw new FeedbackRefusedException("schedule", fault);
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw new FeedbackRefusedException("retracts", "A statement is taken back by its number.");
}
