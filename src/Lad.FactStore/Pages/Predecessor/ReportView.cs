using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Predecessor;
using Lad.FactStore.Pages.Shared;

namespace Lad.FactStore.Pages.Predecessor;

/// <summary>What a link of the predecessor's e-mails would say.</summary>
public sealed record ReportView
{
    /// <summary>Who looks.</summary>
    public required Viewer Viewer { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What the link holds.</summary>
    public required ReportedFeedback Report { get; init; }

    /// <summary>The anomaly that it names; <see langword="null"/> when it is not kept.</summary>
    public AnomalyRecord? Anomaly { get; init; }

    /// <summary>Whether the template can be told: by the anomaly, or by the message.</summary>
    public required bool CanBeSaid { get; init; }
}
