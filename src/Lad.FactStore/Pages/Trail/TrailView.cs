using Lad.FactStore.Auditing;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Pages.Trail;

/// <summary>What the page of the audit trail shows.</summary>
/// <param name="Viewer">Who looks.</param>
/// <param name="Now">When.</param>
/// <param name="Entries">The entries, the latest first.</param>
/// <param name="IsFirst">Whether they are the latest of all.</param>
public sealed record TrailView(Viewer Viewer, DateTimeOffset Now, Page<AuditEntry> Entries, bool IsFirst);
