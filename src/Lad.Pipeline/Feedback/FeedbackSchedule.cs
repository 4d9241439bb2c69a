namespace Lad.Pipeline.Feedback;

/// <summary>
/// Hours of the week in a time zone, such as <c>daily 02:00-04:30 Europe/Berlin</c>, <c>mon-fri 22:00-06:00 UTC</c> (over midnight: the day is that of the beginning) or <c>sat,sun 00:00-24:00 UTC</c>.
/// </summary>
public sealed record FeedbackSchedule
{
    /// <summary>The text form.</summary>
    public override string ToString() => throw new NotImplementedException();
}
