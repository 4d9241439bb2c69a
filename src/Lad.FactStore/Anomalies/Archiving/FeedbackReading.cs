using Lad.FactStore.Feedback;
using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Reads what people said of groups' templates.</summary>
internal static class FeedbackReading
{
    /// <summary>The groups with what is in force for them.</summary>
    public static async Task<IReadOnlyList<AnomalyGroup>> AddAsync(DatabaseSession session, IReadOnlyList<AnomalyGroup> groups)
    {
        if (groups.Count == 0) return groups;
        long[] numbers = [.. groups.Select(group => (long)group.Key.Fingerprint).Distinct()];
        // A list is one parameter on PostgreSQL; on SQLite it becomes as many as it has members.
        string among = session.Dialect.IsPostgresql ? "= ANY(@numbers)" : "IN @numbers";
        IReadOnlyList<StateRow> rows = await StateRow.RowsAsync(session, $"WHERE in_force = 1 AND fingerprint {among}", new { numbers }).ConfigureAwait(false);
        if (rows.Count == 0) return groups;
        Dictionary<ulong, FeedbackState> states = (await StateRow.StatesAsync(session, rows).ConfigureAwait(false)).ToDictionary(state => state.Fingerprint);
        return [.. groups.Select(group => group with { Feedback = states.GetValueOrDefault(group.Key.Fingerprint) })];
    }
}
