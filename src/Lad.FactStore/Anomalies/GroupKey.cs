namespace Lad.FactStore.Anomalies;

/// <summary>What anomalies are grouped by.</summary>
/// <param name="Fingerprint">The template's identity.</param>
/// <param name="Service">The service; empty for anomalies that name none.</param>
public readonly record struct GroupKey(ulong Fingerprint, string Service);
