using Lad.Detection.Masking;

namespace Lad.Detection.Templates;

/// <summary>The template of each line of a batch: scan, mine and match in one call.</summary>
/// <param name="Mined">The templates that were mined.</param>
/// <param name="Lines">For each line its template.</param>
public sealed record TemplateAssignment(MinedTemplates Mined, IReadOnlyList<AssignedTemplate> Lines)
{
    /// <summary>Learns the templates of <paramref name="lines"/> (UTF-8 messages) and assigns one to each.</summary>
    /// <exception cref="ArgumentException">The rules or options have faults.</exception>
    public static TemplateAssignment Of(IReadOnlyList<ReadOnlyMemory<byte>> lines, MaskingRules? rules = null, MiningOptions? options = null, CancellationToken cancellation = default)
    {
        var scanner = new MessageScanner(rules ?? new MaskingRules());
        var buffer = new TokenBuffer();
        var inventory = new MessageInventory();
        int[] messages = new int[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            scanner.Scan(lines[i].Span, buffer);
            messages[i] = inventory.Add(lines[i].Span, buffer);
        }
        MinedTemplates mined = TemplateMiner.Mine(inventory.Messages, inventory.Counts, options, cancellation);
        var matcher = new TemplateMatcher(mined.Templates);
        AssignedTemplate[] known = [.. inventory.Messages.Select((message, i) => AssignedTemplate.Of(message, mined.Assignment[i], mined.Templates))];
        var assigned = new AssignedTemplate[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            if (messages[i] >= 0)
            {
                assigned[i] = known[messages[i]];
                continue;
            }
            scanner.Scan(lines[i].Span, buffer);
            assigned[i] = AssignedTemplate.Of(MaskedMessage.Of(lines[i].Span, buffer), matcher.Match(buffer), mined.Templates);
        }
        return new TemplateAssignment(mined, assigned);
    }
}

/// <summary>The template of one line.</summary>
/// <param name="Index">Index in the template set, -1 when none fits and the line stands for itself.</param>
/// <param name="Fingerprint">The template's fingerprint, or that of the line's own masked form.</param>
/// <param name="Text">The template's text, or the line's own masked form.</param>
public readonly record struct AssignedTemplate(int Index, ulong Fingerprint, string Text)
{
    internal static AssignedTemplate Of(MaskedMessage message, int template, TemplateSet templates) => template >= 0
        ? new AssignedTemplate(template, templates.Items[template].Fingerprint, templates.Items[template].Text)
        : new AssignedTemplate(-1, Templates.Fingerprint.Of(message.Tokens), message.Text);
}
