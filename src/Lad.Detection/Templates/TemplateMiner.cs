using System.Text;
using Lad.Detection.Masking;
using Lad.Detection.Templates.Mining;

namespace Lad.Detection.Templates;

/// <summary>
/// Finds the templates behind a bag of masked messages. Works on distinct token vectors and decides by numbers of distinct words, never
/// of lines: each rule makes all its decisions before any is applied, so the order of lines does not matter.
/// </summary>
public static class TemplateMiner
{
    /// <summary>Mines templates.</summary>
    /// <param name="messages">Distinct masked messages.</param>
    /// <param name="counts">How often each was seen.</param>
    /// <param name="options">How to mine; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellation">Stops between rules.</param>
    /// <exception cref="ArgumentException">The options have faults; the message lists them all.</exception>
    public static MinedTemplates Mine(IReadOnlyList<MaskedMessage> messages, IReadOnlyList<long> counts, MiningOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new MiningOptions();
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException("Mining options: " + string.Join(" ", faults), nameof(options));
        var table = new MiningTable(messages);
        for (int round = 0; round < options.Rounds; round++)
        {
            if (!Apply(Rules, table, options, cancellation) && !Apply(LateRules, table, options, cancellation))
                break;
        }
        return Assign(Templates(table), messages, counts, options.MaxTemplates, cancellation);
    }

    private const int OwnRounds = 4;

    private static readonly Func<MiningTable, MiningOptions, SlotMarks>[] Rules = [KeyRule.Decide, EmptyValueRule.Decide, NeighbourRule.Decide, SameContextRules.Decide];

    // Asked only where the others find nothing any more.
    private static readonly Func<MiningTable, MiningOptions, SlotMarks>[] LateRules = [IdentifierRule.Decide, SpanRule.Decide];

    private static bool Apply(Func<MiningTable, MiningOptions, SlotMarks>[] rules, MiningTable table, MiningOptions options, CancellationToken cancellation)
    {
        bool changed = false;
        foreach (Func<MiningTable, MiningOptions, SlotMarks> rule in rules)
        {
            cancellation.ThrowIfCancellationRequested();
            changed |= table.Apply(rule(table, options));
        }
        return changed;
    }

    private static List<Template> Templates(MiningTable table)
    {
        var templates = new List<Template>(table.Vectors.Count);
        foreach (MinedVector vector in table.Vectors)
        {
            string[] tokens = Array.ConvertAll(vector.Words, table.Word);
            templates.Add(new Template { Text = Text(vector, table.Message(vector)), Tokens = tokens, Fingerprint = Fingerprint.Of(tokens) });
        }
        return templates;
    }

    private static string Text(MinedVector vector, MaskedMessage message)
    {
        var text = new StringBuilder();
        for (int i = 0; i < vector.Words.Length; i++)
        {
            int token = vector.Starts[i];
            text.Append(message.Gaps[token]).Append(vector.Words[i] == MiningTable.Wildcard ? Template.Wildcard : message.Tokens[token]);
        }
        return text.Append(message.Gaps[^1]).ToString().Trim();
    }

    // What a message belongs to is what the matcher says, in the batch as later alone; a template that wins no message goes.
    private static MinedTemplates Assign(List<Template> mined, IReadOnlyList<MaskedMessage> messages, IReadOnlyList<long> counts, int maxTemplates, CancellationToken cancellation)
    {
        mined.Sort((a, b) => Compare(a.Tokens, b.Tokens));
        long[] records = Count(mined, messages, counts, new int[messages.Count]);
        List<Template> kept = [.. mined.Where((_, i) => records[i] > 0)];
        if (kept.Count > maxTemplates)
        {
            Dictionary<ulong, long> of = [];
            for (int i = 0; i < mined.Count; i++)
                of[mined[i].Fingerprint] = records[i];
            kept = [.. kept.OrderByDescending(template => of[template.Fingerprint]).Take(maxTemplates)];
            kept.Sort((a, b) => Compare(a.Tokens, b.Tokens));
        }
        int[] assignment = new int[messages.Count];
        records = Count(kept, messages, counts, assignment);
        for (int round = 0; round < OwnRounds && AddOwn(kept, messages, assignment, maxTemplates); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            records = Count(kept, messages, counts, assignment);
        }
        var set = new TemplateSet([.. kept.Select((template, i) => template with { Count = records[i] })]);
        return new MinedTemplates(set, assignment, counts.Sum());
    }

    // A message that no template wins, because a wildcard would have to take a constant, is a template of its own: what was seen is not new.
    // Its words are constants then, which another message's wildcard had taken: hence some rounds.
    private static bool AddOwn(List<Template> templates, IReadOnlyList<MaskedMessage> messages, int[] assignment, int maxTemplates)
    {
        HashSet<ulong> known = [.. templates.Select(template => template.Fingerprint)];
        int before = templates.Count;
        for (int i = 0; i < assignment.Length && templates.Count < maxTemplates; i++)
        {
            if (assignment[i] >= 0 || messages[i].Tokens.Count == 0)
                continue;
            ulong fingerprint = Fingerprint.Of(messages[i].Tokens);
            if (known.Add(fingerprint))
                templates.Add(new Template { Text = messages[i].Text, Tokens = messages[i].Tokens, Fingerprint = fingerprint });
        }
        templates.Sort((a, b) => Compare(a.Tokens, b.Tokens));
        return templates.Count > before;
    }

    private static long[] Count(List<Template> templates, IReadOnlyList<MaskedMessage> messages, IReadOnlyList<long> counts, int[] assignment)
    {
        var matcher = new TemplateMatcher(new TemplateSet(templates));
        long[] records = new long[templates.Count];
        for (int i = 0; i < messages.Count; i++)
        {
            assignment[i] = matcher.Match(messages[i].Tokens);
            if (assignment[i] >= 0)
                records[assignment[i]] += counts[i];
        }
        return records;
    }

    private static int Compare(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        int shared = Math.Min(a.Count, b.Count);
        for (int i = 0; i < shared; i++)
        {
            if (string.CompareOrdinal(a[i], b[i]) is var order and not 0)
                return order;
        }
        return a.Count - b.Count;
    }
}
