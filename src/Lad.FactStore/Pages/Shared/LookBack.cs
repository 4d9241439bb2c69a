namespace Lad.FactStore.Pages.Shared;

/// <summary>How far back a page looks.</summary>
/// <param name="Name">As in addresses: <c>24h</c>.</param>
/// <param name="Label">As people read it: <c>24 hours</c>.</param>
/// <param name="Length">How far; <see langword="null"/>: to the beginning.</param>
/// <param name="Interval">What a chart counts together.</param>
/// <param name="Intervals">Intervals of a sparkline.</param>
public sealed record LookBack(string Name, string Label, TimeSpan? Length, TimeSpan Interval, int Intervals)
{
    /// <summary>Those to choose from.</summary>
    public static IReadOnlyList<LookBack> All { get; } =
    [
        new("3h", "3 hours", TimeSpan.FromHours(3), TimeSpan.FromMinutes(1), 18),
        new("24h", "24 hours", TimeSpan.FromHours(24), TimeSpan.FromMinutes(10), 24),
        new("7d", "7 days", TimeSpan.FromDays(7), TimeSpan.FromHours(1), 28),
        new("30d", "30 days", TimeSpan.FromDays(30), TimeSpan.FromHours(6), 30),
        new("all", "all time", null, TimeSpan.FromHours(6), 30),
    ];

    /// <summary>What is looked at unless asked otherwise.</summary>
    public static LookBack Default => All[1];

    /// <summary>How far sparklines reach: of all time, 30 days.</summary>
    public TimeSpan Sparkline => Length ?? TimeSpan.FromDays(30);

    /// <summary>The one of a name, else <see cref="Default"/>.</summary>
    public static LookBack Named(string? name) => All.FirstOrDefault(span => span.Name == name) ?? Default;
}
