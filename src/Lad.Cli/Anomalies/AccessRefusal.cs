namespace Lad.Cli.Anomalies;

/// <summary>Why somebody is not answered.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record AccessRefusal(int Status, string Reason);
