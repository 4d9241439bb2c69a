namespace Lad.Pipeline.Feedback;

/// <summary>Days of the week; at least one.</summary>
internal readonly record struct ScheduleDays
{
    private const int All = 0b1111111;
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private readonly int bits;

    private ScheduleDays(int bits) => this.bits = bits;

    /// <summary>Reads <c>daily</c>, or days and ranges of days with commas between them; a range may go over the week's end.</summary>
    public static bool TryParse(string text, out ScheduleDays days)
    {
        int bits = 0;
        days = default;
        if (text.Equals("daily", StringComparison.OrdinalIgnoreCase)) bits = All;
        else
        {
            foreach (string part in text.Split(','))
            {
                string[] ends = part.Split('-');
                int first = Number(ends[0]), last = Number(ends[^1]);
                if (ends.Length > 2 || first < 0 || last < 0) return false;
                for (int day = first; ; day = (day + 1) % 7)
                {
                    bits |= 1 << day;
                    if (day == last) break;
                }
            }
        }
        days = new ScheduleDays(bits);
        return true;
    }

    public bool Contains(DayOfWeek day) => (bits >> (((int)day + 6) % 7) & 1) != 0;

    /// <summary><c>daily</c>, or the days from Monday on, three and more in a row as a range.</summary>
    public override string ToString()
    {
        if (bits == All) return "daily";
        List<string> parts = [];
        for (int day = 0; day < 7; day++)
        {
            if ((bits >> day & 1) == 0) continue;
            int last = day;
            while (last < 6 && (bits >> (last + 1) & 1) != 0) last++;
            if (last - day < 2) last = day;
            parts.Add(last == day ? Names[day] : $"{Names[day]}-{Names[last]}");
            day = last;
        }
        return string.Join(',', parts);
    }

    private static int Number(string name) => Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
}
