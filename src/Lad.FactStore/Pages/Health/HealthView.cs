using Lad.FactStore.Feedback;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Status;

namespace Lad.FactStore.Pages.Health;

/// <summary>What the page of the pipeline's health shows.</summary>
public sealed record HealthView
{
    /// <summary>Who looks.</summary>
    public required Viewer Viewer { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What the parts say.</summary>
    public required PipelineSnapshot Snapshot { get; init; }

    /// <summary>Statements that are still to be published, and how long the oldest has waited.</summary>
    public required OutboxStatus Outbox { get; init; }

    /// <summary>Model versions of the latest anomalies: how many had it, and the latest of them.</summary>
    public required IReadOnlyList<(string Model, int Anomalies, DateTimeOffset Latest)> Models { get; init; }

    /// <summary>What is in force.</summary>
    public required FeedbackTally Feedback { get; init; }

    /// <summary>The database, without a password.</summary>
    public required string Database { get; init; }

    /// <summary>Bytes of its file with what is still to be folded in; <see langword="null"/> where it is none.</summary>
    public long? DatabaseBytes { get; init; }

    /// <summary>Services of which there are groups, as far as they are counted.</summary>
    public required int Services { get; init; }

    /// <summary>Whether nothing needs a look.</summary>
    public bool IsWell => Snapshot.IsWell && !IsLate;

    /// <summary>Whether statements wait for longer than publishing takes.</summary>
    public bool IsLate => Outbox is { Entries: > 0, Age.TotalSeconds: > 5 };
}
