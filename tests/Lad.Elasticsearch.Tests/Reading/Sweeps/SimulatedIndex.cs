using System.Globalization;
using System.Text;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Tests.Reading.Sweeps;

/// <summary>A document of a simulated index.</summary>
/// <param name="Number">Names it.</param>
/// <param name="Time">Its event time, milliseconds; <see langword="null"/> for none.</param>
/// <param name="Visible">When searches show it, milliseconds.</param>
internal sealed record SimulatedDocument(int Number, long? Time, long Visible)
{
    public EventId Id { get; } = EventId.Of("logs"u8, Encoding.UTF8.GetBytes(Number.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>Documents that become visible by and by, and what a snapshot shows to a sweep.</summary>
internal sealed class SimulatedIndex(IReadOnlyList<SimulatedDocument> documents)
{
    public IReadOnlyList<SimulatedDocument> Documents => documents;

    /// <summary>What a sweep gets whose snapshot is taken at a time, in its order.</summary>
    public IEnumerable<SimulatedDocument> Snapshot(SweepPlan plan, long taken) => documents
        .Where(document => document.Visible <= taken && (document.Time is { } time ? (plan.From is not { } from || time >= from) && (plan.To is not { } to || time < to) : plan.Untimed))
        .OrderBy(document => document.Time ?? ReadingState.Untimed).ThenBy(document => document.Number);
}
