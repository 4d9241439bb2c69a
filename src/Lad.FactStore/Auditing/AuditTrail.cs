using Lad.FactStore.Safety;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Auditing;

/// <summary>Who did what: every statement and every rollback, append-only. Statements enter it with the ledger's transaction.</summary>
public sealed class AuditTrail(FactStoreDatabase database, TimeProvider clock)
{
    /// <summary>Enters an action.</summary>
    public Task EnterAsync(Actor actor, string action, string subject, string detail, CancellationToken cancellation = default) => throw new NotImplementedException($"{database} {clock}");

    /// <summary>Entries, the latest first.</summary>
    public Task<Page<AuditEntry>> ListAsync(string? after, int limit, CancellationToken cancellation = default) => throw new NotImplementedException();
}

/// <summary>Something that was done.</summary>
/// <param name="Number">Its place in the trail.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What: <c>feedback.false-positive</c>, <c>model.rollback</c> ...</param>
/// <param name="Subject">To what: a fingerprint, or a model's name.</param>
/// <param name="Detail">More, for people.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Actor, string Action, string Subject, string Detail);
