using Lad.Pipeline.Sources;

namespace Lad.FactStore.Anomalies;

/// <summary>Brings anomalies from a source of scored records into the archive: a record is acknowledged once it is stored, or was found to be none.</summary>
/// <param name="archive">Where they go.</param>
/// <param name="tail">Is given what was new.</param>
/// <param name="status">Counts.</param>
/// <param name="clock">The clock of pauses while the database is away.</param>
public sealed class AnomalyIngest(AnomalyArchive archive, LiveTail tail, Status.PipelineStatus status, TimeProvider clock)
{
    /// <summary>Reads until the source ends or it is cancelled.</summary>
    public Task RunAsync(IRecordSource source, CancellationToken cancellation) => throw new NotImplementedException($"{archive} {tail} {status} {clock}");
}
