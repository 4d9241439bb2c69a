namespace Lad.Kafka.Clients;

/// <summary>Tells lines that are new from the like of what was just written. Remembers at most 128 kinds; more are taken for new.</summary>
internal sealed class RepeatedLines(TimeProvider clock, TimeSpan quiet)
{
    private const int MostKinds = 128;
    private readonly Dictionary<string, (long Written, int HeldBack)> kinds = [];

    /// <summary>Whether a line is to be written.</summary>
    /// <param name="line">The line.</param>
    /// <param name="heldBack">How many like it were not, since the last that was.</param>
    public bool IsDue(string line, out int heldBack)
    {
        heldBack = 0;
        string kind = Kind(line);
        if (kinds.TryGetValue(kind, out (long Written, int HeldBack) last))
        {
            if (clock.GetElapsedTime(last.Written) < quiet)
            {
                kinds[kind] = (last.Written, last.HeldBack + 1);
                return false;
            }
            heldBack = last.HeldBack;
        }
        else if (kinds.Count >= MostKinds)
        {
            kinds.Clear();
        }
        kinds[kind] = (clock.GetTimestamp(), 0);
        return true;
    }

    // Ports and times differ from line to line; so does librdkafka's own count of what it held back.
    private static string Kind(string line)
    {
        int note = line.IndexOf(" (after ", StringComparison.Ordinal);
        return string.Concat((note < 0 ? line : line[..note]).Where(letter => !char.IsAsciiDigit(letter)));
    }
}
