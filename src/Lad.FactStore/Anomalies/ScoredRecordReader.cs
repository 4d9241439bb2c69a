namespace Lad.FactStore.Anomalies;

/// <summary>Reads anomalies from scored records, which are untrusted input: sizes are bounded, control characters stay text.</summary>
public static class ScoredRecordReader
{
    /// <summary>Reads a record.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="anomaly">The anomaly; <see langword="null"/> when the record is none.</param>
    /// <returns>What is wrong with it; <see langword="null"/> when nothing is.</returns>
    public static string? TryRead(ReadOnlySpan<byte> json, out AnomalyRecord? anomaly) => throw new NotImplementedException();
}
