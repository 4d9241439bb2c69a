namespace Lad.Detection.Templates;

/// <summary>How templates are mined. The limits count distinct words, never lines.</summary>
public sealed record MiningOptions
{
    /// <summary>Templates that are kept, those of the most records first; messages of the others stay without a template. At least 1, default 20,000.</summary>
    public int MaxTemplates { get; init; } = 20_000;

    /// <summary>Distinct words that make a slot variable when everything around it is the same. At least 2, default 5.</summary>
    public int WordsInSameContext { get; init; } = 5;

    /// <summary>Distinct words that make a slot variable when only its neighbours are the same. At least 2, default 8.</summary>
    public int WordsBetweenNeighbours { get; init; } = 8;

    /// <summary>The limit where little is constant around a slot. At least 2, default 15.</summary>
    public int WordsInWeakContext { get; init; } = 15;

    /// <summary>Distinct words that make the value behind <c>key=</c> variable, wherever it stands. At least 2, default 5.</summary>
    public int WordsOfKey { get; init; } = 5;

    /// <summary>Rounds of rules; mining ends before when nothing changes any more. 1 to 32, default 6.</summary>
    public int Rounds { get; init; } = 6;

    /// <summary>Everything that is wrong with the options, in words for the person who set them; empty when they can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        AtLeast(nameof(MaxTemplates), MaxTemplates, 1);
        AtLeast(nameof(WordsInSameContext), WordsInSameContext, 2);
        AtLeast(nameof(WordsBetweenNeighbours), WordsBetweenNeighbours, 2);
        AtLeast(nameof(WordsInWeakContext), WordsInWeakContext, 2);
        AtLeast(nameof(WordsOfKey), WordsOfKey, 2);
        if (Rounds is < 1 or > 32)
            faults.Add($"{nameof(Rounds)} must be 1 to 32, not {Rounds}.");
        return faults;

        void AtLeast(string name, int value, int least)
        {
            if (value < least)
                faults.Add($"{name} must be {least} or more, not {value}.");
        }
    }
}
