using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Feedback;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Pages.Groups;

/// <summary>What the page of groups shows.</summary>
public sealed record GroupsView
{
    /// <summary>Who looks.</summary>
    public required Viewer Viewer { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>At what.</summary>
    public required GroupsFilter Filter { get; init; }

    /// <summary>The groups.</summary>
    public required Page<AnomalyGroup> Groups { get; init; }

    /// <summary>Services to choose from, the first of all; another may be chosen by address.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Whether the store has any anomaly.</summary>
    public bool HasAny { get; init; } = true;

    /// <summary>What was just said; <see langword="null"/> when nothing was.</summary>
    public Said? Said { get; init; }
}
