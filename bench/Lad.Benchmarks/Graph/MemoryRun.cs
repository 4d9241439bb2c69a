using System.Diagnostics;
using Lad.Benchmarks.Telemetry;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Sinks.Json;

namespace Lad.Benchmarks.Graph;

/// <summary>What a run of a graph took, lines in memory to every verdict as JSON. The first eighth is left out: a graph fills its pool then, and the collector of metrics makes room for them.</summary>
/// <param name="Wall">Nanoseconds a record until the last was acknowledged.</param>
/// <param name="Processor">Nanoseconds of processor time a record until the run had ended.</param>
/// <param name="Allocated">Bytes a record until the run had ended.</param>
/// <param name="Around">Milliseconds that the whole run took beyond its records at that pace: its start and its end.</param>
internal readonly record struct MemoryRun(double Wall, double Processor, double Allocated, double Around)
{
    /// <summary>Runs a graph.</summary>
    /// <exception cref="InvalidOperationException">It did not score every record.</exception>
    public static async Task<MemoryRun> MeasureAsync(IScoringGraph graph, Corpus corpus, int records)
    {
        (long allocated, TimeSpan processor, long began, long done, long started) = (0, TimeSpan.Zero, 0, 0, Stopwatch.GetTimestamp());
        void Begin() => (allocated, processor, began) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await using var source = new MemoryLines(corpus.Lines, records / 8, records, Begin, TimeProvider.System, () => done = Stopwatch.GetTimestamp());
        await using var sink = new JsonLinesSink("memory", Stream.Null);
        GC.Collect();
        GraphReport report = await graph.RunAsync(new GraphEnds(source, sink, new DiscardingDeadLetterSink()), CancellationToken.None);
        processor = Environment.CpuUsage.TotalTime - processor;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        if (report.Counters.Scored != records || report.Counters.InFlight != 0) throw new InvalidOperationException($"{report.Counters.Scored} of {records} records were scored, {report.Counters.InFlight} are in flight.");
        double measured = records - (records / 8), wall = Stopwatch.GetElapsedTime(began, done).TotalNanoseconds / measured;
        return new MemoryRun(wall, processor.TotalNanoseconds / measured, allocated / measured, Stopwatch.GetElapsedTime(started).TotalMilliseconds - (wall * records / 1e6));
    }
}
