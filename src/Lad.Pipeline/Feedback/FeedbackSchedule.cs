using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Lad.Pipeline.Feedback;

/// <summary>
/// Hours of the week in a time zone, such as <c>daily 02:00-04:30 Europe/Berlin</c>, <c>mon-fri 22:00-06:00 UTC</c> (over midnight: the day is that of the beginning) or <c>sat,sun 00:00-24:00 UTC</c>.
/// The text is its form in JSON, too. Two schedules are equal when their texts are.
/// </summary>
/// <remarks>
/// The hours are those of a clock on the wall in that zone: when it is put forward, hours that it leaves out are not covered; when it is put back, hours that it shows twice are covered twice.
/// </remarks>
[JsonConverter(typeof(FeedbackScheduleConverter))]
public sealed record FeedbackSchedule
{
    /// <summary>Characters of a schedule's text, at most.</summary>
    public const int MaxText = 128;

    private const int Midnight = 24 * 60;
    private readonly ScheduleDays days;
    private readonly int from;
    private readonly int to;
    private readonly TimeZoneInfo zone;

    private FeedbackSchedule(ScheduleDays days, int from, int to, TimeZoneInfo zone)
    {
        this.days = days;
        this.from = from;
        this.to = to;
        this.zone = zone;
    }

    /// <summary>Reads the text form; blanks and the case of days do not matter.</summary>
    /// <exception cref="FormatException">It is none; says what is wrong and what would do.</exception>
    public static FeedbackSchedule Parse(string text) => TryParse(text, out FeedbackSchedule? schedule, out string? fault) ? schedule : throw new FormatException(fault);

    /// <summary>Reads the text form; blanks and the case of days do not matter.</summary>
    /// <param name="text">The text.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="fault">What is wrong and what would do, as a sentence.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out FeedbackSchedule? schedule, [NotNullWhen(false)] out string? fault)
    {
        schedule = null;
        if (text.Length > MaxText)
        {
            fault = $"A schedule has at most {MaxText} characters, this one {text.Length}.";
            return false;
        }
        string[] parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 3)
        {
            fault = $"The schedule '{Shown(text)}' must name days, hours and a time zone, as in 'daily 02:00-04:30 Europe/Berlin' or 'mon-fri 22:00-06:00 UTC'.";
            return false;
        }
        if (!ScheduleDays.TryParse(parts[0], out ScheduleDays days))
        {
            fault = $"The schedule's days '{Shown(parts[0])}' must be 'daily', or days such as 'sat,sun' or 'mon-fri'.";
            return false;
        }
        if (!TryParseHours(parts[1], out int from, out int to))
        {
            fault = $"The schedule's hours '{Shown(parts[1])}' must be two different times from 00:00 to 24:00, as in '02:00-04:30', or '22:00-06:00' for over midnight.";
            return false;
        }
        if (ScheduleZone.Find(parts[2]) is not { } zone)
        {
            fault = $"The schedule's time zone '{Shown(parts[2])}' is not known here: it must be 'UTC' or a name of the IANA such as 'Europe/Berlin'.";
            return false;
        }
        schedule = new FeedbackSchedule(days, from, to, zone);
        fault = null;
        return true;
    }

    /// <summary>Whether an event at a time falls into the hours.</summary>
    /// <param name="ticks">UTC ticks.</param>
    public bool Covers(long ticks)
    {
        DateTime local = TimeZoneInfo.ConvertTimeFromUtc(new DateTime(ticks, DateTimeKind.Utc), zone);
        int minute = (local.Hour * 60) + local.Minute;
        if (from < to) return days.Contains(local.DayOfWeek) && from <= minute && minute < to;
        return (minute >= from && days.Contains(local.DayOfWeek)) || (minute < to && days.Contains((DayOfWeek)(((int)local.DayOfWeek + 6) % 7)));
    }

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{days} {from / 60:00}:{from % 60:00}-{to / 60:00}:{to % 60:00} {ScheduleZone.Name(zone)}");

    /// <inheritdoc/>
    public bool Equals(FeedbackSchedule? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    private static bool TryParseHours(string text, out int from, out int to)
    {
        to = 0;
        int dash = text.IndexOf('-');
        if (dash < 0) dash = 0;
        return TryParseTime(text.AsSpan(0, dash), out from) && TryParseTime(text.AsSpan(dash + 1), out to) && from != to && from < Midnight && to > 0;
    }

    private static bool TryParseTime(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text.Length != 5 || text[2] != ':') return false;
        if (!int.TryParse(text[..2], NumberStyles.None, CultureInfo.InvariantCulture, out int hour) || !int.TryParse(text[3..], NumberStyles.None, CultureInfo.InvariantCulture, out int minute)) return false;
        minutes = (hour * 60) + minute;
        return minute < 60 && minutes <= Midnight;
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
