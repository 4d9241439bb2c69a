using Lad.Detection.Masking;
using Lad.FactStore.Anomalies;

namespace Lad.FactStore.Pages.Group;

/// <summary>What stood at the variable parts of a template in messages that have it.</summary>
internal static class VariableValues
{
    private const int MaxVariables = 12, MaxValues = 4;

    /// <summary>For each variable part, different values of it; nothing where no message fits.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(string template, IEnumerable<AnomalyRecord> samples)
    {
        string[] literals = template.Split(MaskedMessage.Wildcard);
        var values = new List<string>[Math.Min(literals.Length - 1, MaxVariables)];
        for (int i = 0; i < values.Length; i++) values[i] = [];
        foreach (AnomalyRecord sample in samples)
        {
            if (Match(literals, sample.Message) is not { } found) continue;
            for (int i = 0; i < values.Length; i++)
                if (values[i].Count < MaxValues && !values[i].Contains(found[i])) values[i].Add(found[i]);
        }

        return values.All(static list => list.Count == 0) ? [] : values;
    }

    /// <summary>The texts between the literals, each literal at its first place behind the one before; blanks do not count, as the masking leaves them out.</summary>
    private static List<string>? Match(string[] literals, string message)
    {
        var found = new List<string>(literals.Length - 1);
        string first = literals[0].Trim();
        if (!message.AsSpan().TrimStart().StartsWith(first, StringComparison.Ordinal)) return null;
        int at = message.IndexOf(first, StringComparison.Ordinal) + first.Length;
        for (int i = 1; i < literals.Length; i++)
        {
            string literal = literals[i].Trim();
            int next = literal.Length == 0 && i == literals.Length - 1 ? message.Length : literal.Length == 0 ? NextBlank(message, at) : message.IndexOf(literal, at, StringComparison.Ordinal);
            if (next < 0) return null;
            found.Add(message[at..next].Trim());
            at = next + literal.Length;
        }

        return found;
    }

    private static int NextBlank(string message, int at)
    {
        while (at < message.Length && message[at] == ' ') at++;
        return message.IndexOf(' ', at);
    }
}
