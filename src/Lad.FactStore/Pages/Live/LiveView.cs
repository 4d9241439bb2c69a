using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Shared;

namespace Lad.FactStore.Pages.Live;

/// <summary>What the live tail begins with.</summary>
/// <param name="Viewer">Who looks.</param>
/// <param name="Now">When.</param>
/// <param name="Latest">The latest anomalies, the latest first.</param>
public sealed record LiveView(Viewer Viewer, DateTimeOffset Now, IReadOnlyList<AnomalyRecord> Latest);
