namespace Lad.Pipeline.Limits;

/// <summary>How many anomalies did not alert, by reason.</summary>
/// <param name="WindowLimit">Larger ones filled their window.</param>
/// <param name="FalsePositive">People said that they are none.</param>
/// <param name="Snooze">People had snoozed them.</param>
/// <param name="Schedule">They came at hours at which people expect them.</param>
public readonly record struct SuppressionTally(long WindowLimit, long FalsePositive, long Snooze, long Schedule)
{
    /// <summary>All of them.</summary>
    public long Total => WindowLimit + FalsePositive + Snooze + Schedule;

    /// <summary>The tally with one more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The reason is not known.</exception>
    public SuppressionTally With(Suppression reason) => reason switch
    {
        Suppression.None => this,
        Suppression.WindowLimit => this with { WindowLimit = WindowLimit + 1 },
        Suppression.FalsePositive => this with { FalsePositive = FalsePositive + 1 },
        Suppression.Snooze => this with { Snooze = Snooze + 1 },
        Suppression.Schedule => this with { Schedule = Schedule + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason is not counted."),
    };
}
