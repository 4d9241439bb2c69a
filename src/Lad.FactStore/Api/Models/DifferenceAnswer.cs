using Lad.Detection.Comparing;
using Lad.Detection.Templates;

namespace Lad.FactStore.Api.Models;

/// <summary>What differs between two versions; of long lists the beginning.</summary>
public sealed record DifferenceAnswer
{
    private const int Listed = 100;

    /// <summary>The older version.</summary>
    public required string From { get; init; }

    /// <summary>The newer version.</summary>
    public required string To { get; init; }

    /// <summary>How many templates the newer alone has.</summary>
    public required int Added { get; init; }

    /// <summary>How many templates the older alone has.</summary>
    public required int Removed { get; init; }

    /// <summary>Templates that the newer alone has, the most frequent first; at most 100.</summary>
    public required IReadOnlyList<TemplateAnswer> AddedTemplates { get; init; }

    /// <summary>Templates that the older alone has, the most frequent first; at most 100.</summary>
    public required IReadOnlyList<TemplateAnswer> RemovedTemplates { get; init; }

    /// <summary>Templates of both, the one whose share of the records moved most first; at most 100.</summary>
    public required IReadOnlyList<ShareAnswer> Shares { get; init; }

    /// <summary>How many words the newer alone knows.</summary>
    public required int AddedWords { get; init; }

    /// <summary>How many words the older alone knows.</summary>
    public required int RemovedWords { get; init; }

    /// <summary>Templates of the older of which both were asked.</summary>
    public required int Compared { get; init; }

    /// <summary>How many of these get another verdict from the newer.</summary>
    public required int OtherVerdicts { get; init; }

    /// <summary>Templates with another verdict, the one whose score moved most first; at most 100.</summary>
    public required IReadOnlyList<VerdictAnswer> Verdicts { get; init; }

    internal static DifferenceAnswer Of(ModelComparison comparison) => new()
    {
        From = comparison.Old.Metadata.Version,
        To = comparison.New.Metadata.Version,
        Added = comparison.AddedTemplates.Count,
        Removed = comparison.RemovedTemplates.Count,
        AddedTemplates = [.. comparison.AddedTemplates.Take(Listed).Select(TemplateAnswer.Of)],
        RemovedTemplates = [.. comparison.RemovedTemplates.Take(Listed).Select(TemplateAnswer.Of)],
        Shares = [.. comparison.KeptTemplates.Where(change => change.Difference != 0).Take(Listed).Select(change => new ShareAnswer(TemplateAnswer.Of(change.Template), change.OldShare, change.NewShare))],
        AddedWords = comparison.AddedWords.Count,
        RemovedWords = comparison.RemovedWords.Count,
        Compared = comparison.Verdicts.Compared,
        OtherVerdicts = comparison.Verdicts.Changed.Count,
        Verdicts = [.. comparison.Verdicts.Changed.Take(Listed).Select(change => new VerdictAnswer(TemplateAnswer.Of(change.Template), change.OldScore, change.NewScore, change.IsAnomaly))],
    };
}

/// <summary>A template of a model.</summary>
/// <param name="Fingerprint">Its identity, 16 hexadecimal digits.</param>
/// <param name="Text">The template.</param>
/// <param name="Count">Training records with it.</param>
public sealed record TemplateAnswer(string Fingerprint, string Text, long Count)
{
    internal static TemplateAnswer Of(Template template) => new(Detection.Templates.Fingerprint.ToText(template.Fingerprint), template.Text, template.Count);
}

/// <summary>A template that both versions have.</summary>
/// <param name="Template">The template, as the newer has it.</param>
/// <param name="Before">Share of the older's training records, 0 to 1.</param>
/// <param name="After">Share of the newer's training records, 0 to 1.</param>
public sealed record ShareAnswer(TemplateAnswer Template, double Before, double After);

/// <summary>A template with another verdict.</summary>
/// <param name="Template">The template, as the older has it.</param>
/// <param name="ScoreBefore">The older's score.</param>
/// <param name="Score">The newer's score.</param>
/// <param name="Anomaly">Whether it is an anomaly now; it was the contrary before.</param>
public sealed record VerdictAnswer(TemplateAnswer Template, double ScoreBefore, double Score, bool Anomaly);
