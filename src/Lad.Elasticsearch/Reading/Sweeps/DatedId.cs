using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Reading.Sweeps;

/// <summary>A document that was handed on.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Time">Its event time in milliseconds since 1970; <see cref="ReadingState.Untimed"/> for none.</param>
internal readonly record struct DatedId(EventId Id, long Time);
