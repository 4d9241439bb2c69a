using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Models;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Hosting;

/// <summary>What the fact store's pages and API show and change; whoever made it disposes of it, after the host.</summary>
public sealed record FactStoreParts
{
    /// <summary>The database.</summary>
    public required FactStoreDatabase Database { get; init; }

    /// <summary>Feedback.</summary>
    public required FeedbackLedger Ledger { get; init; }

    /// <summary>Anomalies.</summary>
    public required AnomalyArchive Archive { get; init; }

    /// <summary>What comes in.</summary>
    public required LiveTail Tail { get; init; }

    /// <summary>Who did what.</summary>
    public required AuditTrail Audit { get; init; }

    /// <summary>The models; <see langword="null"/> when the store knows none.</summary>
    public ModelCatalogue? Models { get; init; }

    /// <summary>How the parts are.</summary>
    public required PipelineStatus Status { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }
}
