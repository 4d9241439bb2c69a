namespace Lad.Pipeline.Limits;

/// <summary>Reasons as the scored record has them.</summary>
public static class SuppressionText
{
    /// <summary>The reason in UTF-8, of one that is not <see cref="Suppression.None"/>.</summary>
    public static ReadOnlySpan<byte> Utf8(this Suppression suppression) => suppression switch
    {
        Suppression.WindowLimit => "window-limit"u8,
        Suppression.FalsePositive => "false-positive"u8,
        Suppression.Snooze => "snooze"u8,
        Suppression.Schedule => "schedule"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(suppression), suppression, "This reason has no name in the scored record."),
    };
}
