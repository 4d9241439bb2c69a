namespace Lad.Elasticsearch.Reading.Sweeps;

/// <summary>Where a new process goes on. Times are milliseconds since 1970, or <see cref="ReadingState.Nothing"/>.</summary>
/// <param name="Watermark">The largest time up to which full sweeps are acknowledged.</param>
/// <param name="IdsFrom">The time from which on the ids of all acknowledged documents are known.</param>
/// <param name="First">The first time that is read, as the first process found it; <see langword="null"/> for none.</param>
/// <param name="UntimedDone">Whether documents without a time were read.</param>
internal readonly record struct ReadingPosition(long Watermark, long IdsFrom, long? First, bool UntimedDone);
