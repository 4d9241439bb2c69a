namespace Lad.Detection.Parsing.Times;

/// <summary>The time forms that loggers write, without regular expressions, cultures or allocation.</summary>
internal static class CalendarTime
{
    /// <summary>Reads the time at the start of <paramref name="text"/>: its UTC ticks and length. False when there is none, or no such date.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, TimeContext context, long observedTicks, out long ticks, out int length)
    {
        ticks = 0;
        length = 0;
        if (text.Length < 14) return false;
        var cursor = new ByteCursor(text);
        byte first = text[0];
        if ((uint)(first - '0') <= 9) ticks = FromDigits(ref cursor, context, observedTicks);
        else if (first is (byte)'I' or (byte)'W' or (byte)'E' && (uint)(text[1] - '0') <= 1) ticks = Klog(ref cursor, context, observedTicks);
        else if (first is >= (byte)'A' and <= (byte)'W') ticks = FromName(ref cursor, context, observedTicks);
        // 'F' starts both klog's fatal lines and Feb, Fri.
        if (ticks == 0 && first == 'F') { cursor.At = 0; ticks = Klog(ref cursor, context, observedTicks); }
        length = cursor.At;
        return ticks != 0;
    }

    private static long FromDigits(ref ByteCursor cursor, TimeContext context, long observedTicks)
    {
        switch (cursor.CountDigits(9))
        {
            case 4 when cursor.Peek(4) is (byte)'-' or (byte)'/' or (byte)'.':
                return YearFirst(ref cursor, context);
            case 8 when cursor.Peek(8) is (byte)'-' or (byte)' ' or (byte)'T':
                return CompactDate(ref cursor, context);
            case 6 when cursor.Peek(6) == ' ':
                return SixAndSix(ref cursor, context);
            case 1 or 2:
                return ShortFirst(ref cursor, context, observedTicks);
            default:
                return 0;
        }
    }

    // 2024-01-31T10:00:00.123Z, 2024/01/31 10:00:00, 2005-06-03-15.42.50.675872, 2017-05-16_13:53:08
    private static long YearFirst(ref ByteCursor cursor, TimeContext context)
    {
        int year = cursor.Number(4);
        byte separator = cursor.Current;
        cursor.At++;
        int month = cursor.OneOrTwo();
        if (!cursor.Take((char)separator)) return 0;
        int day = cursor.OneOrTwo();
        if (!TakeDateEnd(ref cursor)) return 0;
        return WithZone(ref cursor, context, Date(year, month, day), TimeOfDay(ref cursor));
    }

    // 20171223-22:15:29:606, 20240131T100000Z
    private static long CompactDate(ref ByteCursor cursor, TimeContext context)
    {
        long date = Date(cursor.Number(4), cursor.Number(2), cursor.Number(2));
        cursor.At++;
        return WithZone(ref cursor, context, date, cursor.CountDigits(7) == 6 ? BareTimeOfDay(ref cursor) : TimeOfDay(ref cursor));
    }

    // 081109 203615
    private static long SixAndSix(ref ByteCursor cursor, TimeContext context)
    {
        long date = Date(Century(cursor.Number(2)), cursor.Number(2), cursor.Number(2));
        cursor.At++;
        if (cursor.CountDigits(7) != 6) return 0;
        long time = BareTimeOfDay(ref cursor);
        return date < 0 || time < 0 ? 0 : context.ToUtc(date + time);
    }

    // 10/Oct/2000:13:55:36 -0700, 06 Nov 1994 08:49:37 GMT, 17/06/09 20:10:40, 03-17 16:13:38.811
    private static long ShortFirst(ref ByteCursor cursor, TimeContext context, long observedTicks)
    {
        int first = cursor.OneOrTwo();
        byte separator = cursor.Current;
        if (separator is not ((byte)'/' or (byte)' ' or (byte)'-')) return 0;
        cursor.At++;
        if (!cursor.IsDigit())
        {
            int month = cursor.Month();
            if (month == 0 || !cursor.Take((char)separator)) return 0;
            int year = cursor.Number(4);
            if (year < 0 || !(cursor.Take(':') || cursor.Take(' '))) return 0;
            return WithZone(ref cursor, context, Date(year, month, first), TimeOfDay(ref cursor));
        }
        int second = cursor.Number(2);
        if (second < 0) return 0;
        if (separator == '/' && cursor.Take('/'))
        {
            int third = cursor.Number(2);
            if (third < 0 || !cursor.Take(' ')) return 0;
            return WithZone(ref cursor, context, Date(Century(first), second, third), TimeOfDay(ref cursor));
        }
        if (separator != '-' || !cursor.Take(' ')) return 0;
        return WithoutYear(context, first, second, TimeOfDay(ref cursor), observedTicks);
    }

    // Jun 14 15:16:01, Sun Dec 04 04:47:44 2005, Sun, 06 Nov 1994 08:49:37 GMT
    private static long FromName(ref ByteCursor cursor, TimeContext context, long observedTicks)
    {
        if (cursor.Weekday())
        {
            if (cursor.Take(',') && cursor.Take(' ')) return cursor.IsDigit() ? ShortFirst(ref cursor, context, observedTicks) : 0;
            if (!cursor.Take(' ')) return 0;
        }
        int month = cursor.Month();
        if (month == 0 || !cursor.Take(' ')) return 0;
        cursor.Take(' ');
        int day = cursor.OneOrTwo();
        if (day < 0 || !cursor.Take(' ')) return 0;
        if (cursor.CountDigits(5) == 4 && cursor.Peek(4) == ' ')
        {
            int before = cursor.Number(4);
            cursor.At++;
            return WithZone(ref cursor, context, Date(before, month, day), TimeOfDay(ref cursor));
        }
        long time = TimeOfDay(ref cursor);
        if (time < 0) return 0;
        int end = cursor.At;
        if (cursor.Take(' '))
        {
            // Sun Dec  4 04:47:44 UTC 2005
            if (cursor.Current is >= (byte)'A' and <= (byte)'Z' && cursor.Peek(3) == ' ') cursor.At += 4;
            if (cursor.CountDigits(5) == 4 && cursor.Number(4) is >= 1970 and var year && cursor.Current is 0 or (byte)' ' or (byte)']' or (byte)':' or (byte)'"' && Date(year, month, day) is >= 0 and var date)
                return context.ToUtc(date + time);
        }
        cursor.At = end;
        return WithoutYear(context, month, day, time, observedTicks);
    }

    // E0215 12:34:56.789012
    private static long Klog(ref ByteCursor cursor, TimeContext context, long observedTicks)
    {
        cursor.At++;
        int month = cursor.Number(2), day = cursor.Number(2);
        if (month < 0 || day < 0 || !cursor.Take(' ')) return 0;
        return WithoutYear(context, month, day, TimeOfDay(ref cursor), observedTicks);
    }

    private static bool TakeDateEnd(ref ByteCursor cursor)
    {
        if (cursor.Current is not ((byte)'T' or (byte)' ' or (byte)'-' or (byte)'_' or (byte)'t' or (byte)':' or (byte)',')) return false;
        cursor.At++;
        cursor.Take(' ');
        return true;
    }

    // hh:mm:ss or hh.mm.ss, with one digit where a logger does not pad, and a fraction after '.', ',' or ':'. -1 when it is none.
    private static long TimeOfDay(ref ByteCursor cursor)
    {
        int hour = cursor.OneOrTwo();
        byte separator = cursor.Current;
        if (hour is < 0 or > 23 || separator is not ((byte)':' or (byte)'.')) return -1;
        cursor.At++;
        int minute = cursor.OneOrTwo();
        if (minute is < 0 or > 59 || !cursor.Take((char)separator)) return -1;
        int second = cursor.OneOrTwo();
        return second is < 0 or > 60 ? -1 : Clock(hour, minute, second) + Fraction(ref cursor);
    }

    private static long BareTimeOfDay(ref ByteCursor cursor)
    {
        int hour = cursor.Number(2), minute = cursor.Number(2), second = cursor.Number(2);
        return hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60 ? -1 : Clock(hour, minute, second) + Fraction(ref cursor);
    }

    private static long Clock(int hour, int minute, int second) => (hour * 3600L + minute * 60 + second) * TimeSpan.TicksPerSecond;

    private static long Fraction(ref ByteCursor cursor)
    {
        if (cursor.Current is not ((byte)'.' or (byte)',' or (byte)':') || !cursor.IsDigit(1)) return 0;
        cursor.At++;
        long fraction = 0, unit = TimeSpan.TicksPerSecond;
        for (; cursor.IsDigit(); cursor.At++)
        {
            unit /= 10;
            fraction += unit * (cursor.Current - '0');
        }
        return fraction;
    }

    private static long WithZone(ref ByteCursor cursor, TimeContext context, long date, long time)
    {
        if (date < 0 || time < 0) return 0;
        long ticks = date + time;
        if (cursor.Take('Z') || cursor.Take('z')) return ticks;
        int end = cursor.At;
        cursor.Take(' ');
        if (cursor.Current is (byte)'+' or (byte)'-' && TakeOffset(ref cursor, out long offset)) return ticks - offset is > 0 and var utc ? utc : 0;
        if (IsUtcName(cursor)) { cursor.At += 3; return ticks; }
        cursor.At = end;
        return context.ToUtc(ticks);
    }

    // +02:00, -0700, +02
    private static bool TakeOffset(ref ByteCursor cursor, out long offset)
    {
        offset = 0;
        int sign = cursor.Current == '-' ? -1 : 1;
        if (!cursor.IsDigit(1) || !cursor.IsDigit(2)) return false;
        int before = cursor.At;
        cursor.At++;
        int hours = cursor.Number(2), minutes = 0;
        if (cursor.Current == ':' && cursor.IsDigit(1) && cursor.IsDigit(2)) { cursor.At++; minutes = cursor.Number(2); }
        else if (cursor.IsDigit() && cursor.IsDigit(1)) minutes = cursor.Number(2);
        if (hours > 18 || minutes > 59 || cursor.IsDigit()) { cursor.At = before; return false; }
        offset = sign * (hours * TimeSpan.TicksPerHour + minutes * TimeSpan.TicksPerMinute);
        return true;
    }

    private static bool IsUtcName(ByteCursor cursor) =>
        (cursor.Current, cursor.Peek(1), cursor.Peek(2)) is ((byte)'U', (byte)'T', (byte)'C') or ((byte)'G', (byte)'M', (byte)'T') && !char.IsAsciiLetter((char)cursor.Peek(3));

    private static long WithoutYear(TimeContext context, int month, int day, long time, long observedTicks) =>
        time < 0 || month is < 1 or > 12 || day is < 1 or > 31 ? 0 : context.WithoutYear(month, day, time, observedTicks);

    private static long Date(int year, int month, int day) =>
        year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ? -1 : new DateTime(year, month, day).Ticks;

    // POSIX: 69 to 99 are 19xx.
    private static int Century(int year) => year < 0 ? -1 : year >= 69 ? 1900 + year : 2000 + year;
}
