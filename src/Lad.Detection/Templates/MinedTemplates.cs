namespace Lad.Detection.Templates;

/// <summary>What mining found.</summary>
/// <param name="Templates">The templates, ordered by their tokens, with the number of records of each.</param>
/// <param name="Assignment">For each message the index of its template, -1 when it has none.</param>
/// <param name="Records">Records behind the messages.</param>
public sealed record MinedTemplates(TemplateSet Templates, IReadOnlyList<int> Assignment, long Records)
{
    /// <summary>
    /// Templates per record, 0 to 1: near 0 when templates repeat, near 1 when almost every record is a new one and the stream cannot be
    /// modelled. Messages without a template count as one each.
    /// </summary>
    public double Diversity => Records == 0 ? 0 : Math.Min(1, (Templates.Items.Count + (double)Assignment.Count(index => index < 0)) / Records);
}
