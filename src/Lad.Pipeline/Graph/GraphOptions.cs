using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Graph;

/// <summary>How the graph is sized and how it ends.</summary>
public sealed record GraphOptions
{
    /// <summary>Records of a batch at most, 1 to 65,536. Default 512. A batch never waits to be full: a slow pipe's single line goes through at once.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>Bytes after which a batch counts as full, 4 KiB to 64 MiB. Default 256 KiB.</summary>
    public int BatchBytes { get; init; } = RecordBatch.DefaultByteCapacity;

    /// <summary>Batches that are worked on at once, 1 to 256. Default one for each processor. Verdicts keep the order of the records whatever it is.</summary>
    public int Parallelism { get; init; } = Math.Min(Environment.ProcessorCount, 256);

    /// <summary>
    /// Batches that are under way at once, source to acknowledgement, at least <see cref="Parallelism"/> + 1. Default four for each worker and two, and
    /// what the sink asks for (<see cref="IVerdictSink.BatchesOnTheWay"/>).
    /// When all are, the source waits. What a limit holds back comes on top.
    /// </summary>
    public int? BatchesInFlight { get; init; }

    /// <summary>How long a stopped graph may take to finish what is in flight before it is abandoned, unacknowledged. Default 10 seconds.</summary>
    public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Batches in a row on which a stage may fail as a whole before the run ends with that error, 0 to 1,000. Default 3. The records of such a batch become dead letters; with 0 the first one ends the run.
    /// </summary>
    public int MaxPoisonedBatches { get; init; } = 3;

    /// <summary>A limit on anomalies that alert; <see langword="null"/> (the default) for none.</summary>
    public AnomalyLimit? Limit { get; init; }

    /// <summary>Which batches become a trace, where the graph is given something to measure itself with.</summary>
    public TraceSampling Traces { get; init; } = new();

    /// <summary>Everything that is wrong with the options; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        if (BatchSize is < 1 or > 65536) faults.Add($"BatchSize is {BatchSize}: it must be 1 to 65536 records.");
        if (BatchBytes is < 4096 or > 64 * 1024 * 1024) faults.Add($"BatchBytes is {BatchBytes}: it must be 4096 to 67108864 bytes.");
        if (Parallelism is < 1 or > 256) faults.Add($"Parallelism is {Parallelism}: it must be 1 to 256.");
        if (BatchesInFlight is { } batches && batches <= Parallelism) faults.Add($"BatchesInFlight is {batches}: it must exceed Parallelism ({Parallelism}).");
        if (BatchesInFlight is > 65536) faults.Add($"BatchesInFlight is {BatchesInFlight}: it must be at most 65536.");
        if (MaxPoisonedBatches is < 0 or > 1000) faults.Add($"MaxPoisonedBatches is {MaxPoisonedBatches}: it must be 0 to 1000.");
        if (DrainDeadline < TimeSpan.Zero || DrainDeadline > TimeSpan.FromDays(1)) faults.Add($"DrainDeadline is {DrainDeadline}: it must be 0 to 1 day.");
        if (Limit is not null) faults.AddRange(Limit.Validate());
        faults.AddRange(Traces.Validate());
        return faults;
    }

    /// <summary>Batches that the pool holds.</summary>
    internal int PoolSize(IVerdictSink sink) => (BatchesInFlight ?? (Parallelism * 4) + 2 + sink.BatchesOnTheWay) + (Limit?.MaxHeldBatches ?? 0);

    /// <summary>Throws when the options cannot be used.</summary>
    /// <exception cref="ArgumentException">Names all faults.</exception>
    internal GraphOptions Checked()
    {
        IReadOnlyList<string> faults = Validate();
        return faults.Count == 0 ? this : throw new ArgumentException($"The graph's options cannot be used. {string.Join(' ', faults)}");
    }
}
