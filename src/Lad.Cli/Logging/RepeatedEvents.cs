using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging;

/// <summary>
/// Holds back what repeats: the first of a kind is told at once, the like of it (the same event of the same model with the same text, numbers aside) is counted for a while. When that is over the latest of them is told, with
/// the number of the others. Remembers 128 kinds at most: of more, the one that was told longest ago is told with what was held back of it, and forgotten. Not thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="quiet">How long a kind is held back after it was told.</param>
/// <param name="tell">Tells an event, and how many like it were held back before it.</param>
internal sealed class RepeatedEvents(TimeProvider clock, TimeSpan quiet, Action<LogEvent, int> tell)
{
    /// <summary>Kinds that are remembered.</summary>
    public const int MostKinds = 128;

    private const int LongestKind = 512;

    // Sources pause and go on many times a minute when the graph is behind, and Kafka's client repeats itself at every level.
    private static readonly HashSet<int> AlsoRepeated = [7007, 7008, 7103];

    // It has a bound of its own, and whom it names matters.
    private static readonly HashSet<int> NeverRepeated = [5202];

    private readonly Dictionary<string, Kind> kinds = [];

    /// <summary>How long until something that is held back is due; <see langword="null"/>: nothing is held back.</summary>
    public TimeSpan? Left
    {
        get
        {
            TimeSpan? left = null;
            foreach (Kind kind in kinds.Values)
                if (kind.Latest is not null && Rest(kind) is var rest && (left is null || rest < left)) left = rest;
            return left;
        }
    }

    /// <summary>Tells an event now, or holds it back.</summary>
    /// <returns>Whether it was told.</returns>
    public bool Take(LogEvent one)
    {
        if (!IsHeldBack(one))
        {
            tell(one, 0);
            return true;
        }
        string name = Name(one);
        if (!kinds.TryGetValue(name, out Kind? kind))
        {
            if (kinds.Count >= MostKinds) Forget(kinds.MinBy(known => known.Value.Told).Key);
            kinds.Add(name, kind = new Kind());
        }
        else if (Rest(kind) > TimeSpan.Zero)
        {
            kind.Latest = one;
            kind.HeldBack++;
            return false;
        }
        Tell(kind, one, kind.HeldBack);
        return true;
    }

    /// <summary>Tells what is due, in the order in which it happened; a kind that has been quiet is forgotten.</summary>
    /// <param name="all">Whether all is due.</param>
    public void TellDue(bool all)
    {
        KeyValuePair<string, Kind>[] due = [.. kinds.Where(known => all || Rest(known.Value) <= TimeSpan.Zero).OrderBy(known => known.Value.Latest?.Time)];
        foreach ((string name, Kind kind) in due)
        {
            if (kind.Latest is { } latest) Tell(kind, latest, kind.HeldBack - 1);
            else kinds.Remove(name);
        }
    }

    private static bool IsHeldBack(LogEvent one) => (one.Level >= LogLevel.Warning || AlsoRepeated.Contains(one.Id.Id)) && !NeverRepeated.Contains(one.Id.Id);

    // Ports and times differ from line to line; so does the count that Kafka's client adds of what it held back itself.
    private static string Name(LogEvent one)
    {
        int note = one.Text.IndexOf(" (after ", StringComparison.Ordinal);
        string text = note < 0 ? one.Text : one.Text[..note];
        return string.Create(CultureInfo.InvariantCulture, $"{one.Category} {one.Id.Id} {Model(one)} {string.Concat(text.Where(letter => !char.IsAsciiDigit(letter)).Take(LongestKind))}");
    }

    // Its digits tell one model from another.
    private static string Model(LogEvent one)
    {
        foreach ((string name, object? value) in one.Parameters)
            if (ParameterName.Of(name) == "lad.model_name" && value is string model) return model.Length <= LongestKind ? model : model[..LongestKind];
        return "";
    }

    private TimeSpan Rest(Kind kind) => quiet - clock.GetElapsedTime(kind.Told);

    private void Tell(Kind kind, LogEvent one, int before)
    {
        (kind.Told, kind.Latest, kind.HeldBack) = (clock.GetTimestamp(), null, 0);
        tell(one, before);
    }

    private void Forget(string name)
    {
        if (kinds[name].Latest is { } latest) tell(latest, kinds[name].HeldBack - 1);
        kinds.Remove(name);
    }

    private sealed class Kind
    {
        public long Told { get; set; }

        public LogEvent? Latest { get; set; }

        public int HeldBack { get; set; }
    }
}
