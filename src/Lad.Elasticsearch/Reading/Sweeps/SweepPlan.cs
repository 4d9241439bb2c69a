namespace Lad.Elasticsearch.Reading.Sweeps;

/// <summary>What a sweep reads. Times are milliseconds since 1970.</summary>
/// <param name="IsFull">Whether it finds all that there is and is not known: the watermark follows full sweeps alone.</param>
/// <param name="Opened">When it was planned, just before its snapshot is taken.</param>
/// <param name="From">The first time; <see langword="null"/>: no lower bound.</param>
/// <param name="To">The time before which it ends; <see langword="null"/>: no upper bound.</param>
/// <param name="Untimed">Whether documents without a time are read as well.</param>
internal sealed record SweepPlan(bool IsFull, long Opened, long? From, long? To, bool Untimed);
