using Lad.Detection.Templates;

namespace Lad.Detection.Comparing;

/// <summary>What differs between an older and a newer model.</summary>
public sealed record ModelComparison
{
    /// <summary>The older model.</summary>
    public required DetectionModel Old { get; init; }

    /// <summary>The newer model.</summary>
    public required DetectionModel New { get; init; }

    /// <summary>Templates that the newer model alone has, the most frequent first.</summary>
    public required IReadOnlyList<Template> AddedTemplates { get; init; }

    /// <summary>Templates that the older model alone has, the most frequent first.</summary>
    public required IReadOnlyList<Template> RemovedTemplates { get; init; }

    /// <summary>Templates that both have, the one whose share of the records moved most first.</summary>
    public required IReadOnlyList<ShareChange> KeptTemplates { get; init; }

    /// <summary>Words that the newer model alone knows, in ordinal order.</summary>
    public required IReadOnlyList<string> AddedWords { get; init; }

    /// <summary>Words that the older model alone knows, in ordinal order.</summary>
    public required IReadOnlyList<string> RemovedWords { get; init; }

    /// <summary>Verdicts on the older model's templates.</summary>
    public required VerdictComparison Verdicts { get; init; }
}

/// <summary>A template that two models have.</summary>
/// <param name="Template">The template, as the newer model has it.</param>
/// <param name="OldShare">Share of the older model's training records, 0 to 1.</param>
/// <param name="NewShare">Share of the newer model's training records, 0 to 1.</param>
public sealed record ShareChange(Template Template, double OldShare, double NewShare)
{
    /// <summary>By how much the share rose; negative when it fell.</summary>
    public double Difference => NewShare - OldShare;
}

/// <summary>What two models say of one message for each of the older model's templates.</summary>
/// <param name="Compared">Templates of which both models were asked.</param>
/// <param name="LeftOut">Templates of which no message could be made that the older model gives to the template again.</param>
/// <param name="Changed">Templates with another verdict, the one whose score moved most first.</param>
public sealed record VerdictComparison(int Compared, int LeftOut, IReadOnlyList<VerdictChange> Changed);

/// <summary>A template with another verdict in the newer model.</summary>
/// <param name="Template">The template, as the older model has it.</param>
/// <param name="OldScore">The older model's score of a message with this template, 0 to 1.</param>
/// <param name="NewScore">The newer model's score of the same message.</param>
/// <param name="IsAnomaly">Whether it is an anomaly now; it was the contrary before.</param>
public sealed record VerdictChange(Template Template, double OldScore, double NewScore, bool IsAnomaly);
