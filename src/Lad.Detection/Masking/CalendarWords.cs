namespace Lad.Detection.Masking;

/// <summary>Names of months and weekdays, where they stand in a date.</summary>
internal static class CalendarWords
{
    /// <summary>Letters of the shortest name.</summary>
    internal const int Shortest = 3;

    /// <summary>Letters of the longest name.</summary>
    internal const int Longest = 9;

    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>A month beside a number; a weekday before a month or a number.</summary>
    internal static bool IsDate(ReadOnlySpan<byte> message, ReadOnlySpan<byte> text, ref Candidate token)
    {
        if (text.Length is < Shortest or > Longest || !char.IsAsciiLetterUpper((char)text[0]))
            return false;
        ReadOnlySpan<byte> following = Following(message[token.Stop..]);
        bool number = following.Length > 0 && char.IsAsciiDigit((char)following[0]);
        if (IsName(text, Months))
            return number || token.AfterMask;
        return IsName(text, Weekdays) && (number || IsName(FirstWord(following), Months));
    }

    private static bool IsName(ReadOnlySpan<byte> text, string[] names)
    {
        if (text.Length < Shortest)
            return false;
        foreach (string name in names)
        {
            if (text.Length == Shortest ? Same(text, name.AsSpan(0, Shortest)) : Same(text, name))
                return true;
        }
        return false;
    }

    private static bool Same(ReadOnlySpan<byte> text, ReadOnlySpan<char> name) => System.Text.Ascii.Equals(text, name);

    private static ReadOnlySpan<byte> Following(ReadOnlySpan<byte> text) => text.TrimStart(" .,"u8);

    private static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiLetter((char)text[length]))
            length++;
        return text[..length];
    }
}
