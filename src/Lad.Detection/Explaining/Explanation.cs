namespace Lad.Detection.Explaining;

/// <summary>Why a message got its score.</summary>
public sealed record Explanation
{
    /// <summary>Short sentences for people, the weightiest first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The words that moved the score most, with the share of the score that each explains, largest first.</summary>
    public required IReadOnlyList<WordInfluence> Words { get; init; }

    /// <summary>Words that the model does not know.</summary>
    public required IReadOnlyList<string> NovelWords { get; init; }

    /// <summary>Text of the nearest template that training saw; <see langword="null"/> when the model has none.</summary>
    public string? NearestTemplate { get; init; }

    /// <summary>Share of held-back records that score lower, 0 to 1.</summary>
    public required double Percentile { get; init; }
}

/// <summary>How much a word moved a score.</summary>
/// <param name="Word">The word as the model sees it.</param>
/// <param name="Influence">By how much the score (before calibration) falls when the word is left out; can be negative.</param>
public readonly record struct WordInfluence(string Word, double Influence);
