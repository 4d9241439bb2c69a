namespace Lad.Detection.Parsing.Times;

/// <summary>What a time that is written incompletely is completed from.</summary>
/// <param name="zone">The zone of times that name none.</param>
internal sealed class TimeContext(TimeZoneInfo zone)
{
    private readonly bool isFixed = !zone.SupportsDaylightSavingTime;
    private readonly long fixedOffset = zone.BaseUtcOffset.Ticks;

    /// <summary>UTC ticks of a time without a zone.</summary>
    public long ToUtc(long localTicks) =>
        localTicks - (isFixed ? fixedOffset : zone.GetUtcOffset(new DateTime(localTicks, DateTimeKind.Unspecified)).Ticks);

    /// <summary>
    /// UTC ticks of a time without a year: the latest year in which it does not lie more than two days after <paramref name="observedTicks"/>,
    /// 0 when there is none (29 February, out of reach).
    /// </summary>
    public long WithoutYear(int month, int day, long timeOfDay, long observedTicks)
    {
        int latest = new DateTime(observedTicks).AddDays(observedTicks < DateTime.MaxValue.Ticks - 3 * TimeSpan.TicksPerDay ? 2 : 0).Year;
        for (int year = latest; year > latest - 9 && year >= 1; year--)
        {
            if (day > DateTime.DaysInMonth(year, month)) continue;
            long ticks = ToUtc(new DateTime(year, month, day).Ticks + timeOfDay);
            if (ticks <= observedTicks + 2 * TimeSpan.TicksPerDay) return ticks;
        }
        return 0;
    }
}
