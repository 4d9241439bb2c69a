using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Charts;
using Lad.FactStore.Pages.Feedback;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Pages.Group;

/// <summary>What the page of one group shows.</summary>
public sealed record GroupView
{
    /// <summary>Who looks.</summary>
    public required Viewer Viewer { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The group.</summary>
    public required AnomalyGroup Group { get; init; }

    /// <summary>The same template in other services.</summary>
    public IReadOnlyList<AnomalyGroup> Others { get; init; } = [];

    /// <summary>Anomalies of it, the latest first.</summary>
    public required Page<AnomalyRecord> Samples { get; init; }

    /// <summary>How far back its rate is drawn.</summary>
    public required LookBack Span { get; init; }

    /// <summary>Its rate.</summary>
    public required RateSeries Rate { get; init; }

    /// <summary>All that was said of the template, in order.</summary>
    public required IReadOnlyList<FeedbackStatement> History { get; init; }

    /// <summary>What was just said; <see langword="null"/> when nothing was.</summary>
    public Said? Said { get; init; }

    /// <summary>The page's address.</summary>
    public string Address => GroupAddress.Of(Group.Key);

    /// <summary>The page's address with another span, or further samples.</summary>
    public string Of(LookBack span, string? after = null) =>
        $"{Address}{(Address.Contains('?') ? '&' : '?')}span={span.Name}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}";
}
