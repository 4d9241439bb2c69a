namespace Lad.Detection.Parsing.Times;

/// <summary>Reads digits and separators from left to right; what does not fit leaves it where it was.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;

    public int At { get; set; }

    public readonly int Left => text.Length - At;

    /// <summary>The byte at the cursor, 0 at the end.</summary>
    public readonly byte Current => At < text.Length ? text[At] : (byte)0;

    public readonly byte Peek(int ahead) => At + ahead < text.Length ? text[At + ahead] : (byte)0;

    public readonly bool IsDigit(int ahead = 0) => (uint)(Peek(ahead) - '0') <= 9;

    public readonly int CountDigits(int limit)
    {
        int n = 0;
        while (n < limit && IsDigit(n)) n++;
        return n;
    }

    /// <summary>Takes exactly <paramref name="digits"/> digits; -1 when they are not there.</summary>
    public int Number(int digits)
    {
        if (At + digits > text.Length) return -1;
        int value = 0;
        for (int i = 0; i < digits; i++)
        {
            uint digit = (uint)(text[At + i] - '0');
            if (digit > 9) return -1;
            value = value * 10 + (int)digit;
        }
        At += digits;
        return value;
    }

    /// <summary>Takes one or two digits; -1 when there is none.</summary>
    public int OneOrTwo() => Number(IsDigit(1) ? 2 : 1);

    public bool Take(char c)
    {
        if (Current != c) return false;
        At++;
        return true;
    }

    /// <summary>Takes three letters that name a month; 0 when they do not.</summary>
    public int Month()
    {
        if (Left < 3) return 0;
        int month = Names.Month(text.Slice(At, 3));
        if (month > 0) At += 3;
        return month;
    }

    public bool Weekday()
    {
        if (Left < 3 || !Names.IsWeekday(text.Slice(At, 3))) return false;
        At += 3;
        return true;
    }

    private static class Names
    {
        public static int Month(ReadOnlySpan<byte> name)
        {
            int at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(name);
            return at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
        }

        public static bool IsWeekday(ReadOnlySpan<byte> name) => "MonTueWedThuFriSatSun"u8.IndexOf(name) is var at && at >= 0 && at % 3 == 0;
    }
}
