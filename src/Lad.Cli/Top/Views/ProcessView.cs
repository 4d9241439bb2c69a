namespace Lad.Cli.Top.Views;

/// <summary>What the process takes of its machine.</summary>
internal sealed record ProcessView
{
    /// <summary>Processors that it keeps busy.</summary>
    public double? Processors { get; init; }

    /// <summary>Bytes of memory.</summary>
    public double? Resident { get; init; }

    /// <summary>Bytes of .NET's heap after the last collection.</summary>
    public double? Heap { get; init; }

    /// <summary>Collections a second.</summary>
    public double? Collections { get; init; }

    /// <summary>Share of the time in which it stood still for them.</summary>
    public double? PauseShare { get; init; }

    /// <summary>Open file descriptors.</summary>
    public double? OpenFiles { get; init; }

    /// <summary>What the metrics say.</summary>
    public static ProcessView Of(Interval steady) => new()
    {
        Processors = steady.Rate("process_cpu_seconds_total"),
        Resident = steady.Sum("process_resident_memory_bytes"),
        Heap = steady.Sum("dotnet_gc_last_collection_heap_size_bytes"),
        Collections = steady.Rate("dotnet_gc_collections_total"),
        PauseShare = steady.Rate("dotnet_gc_pause_time_seconds_total"),
        OpenFiles = steady.Sum("process_open_fds"),
    };
}
