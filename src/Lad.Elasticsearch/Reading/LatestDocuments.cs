using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Reading;

/// <summary>Finds where the latest documents begin: a source reads in the order of time, and so the last of many are those from some time on. Asks for counts alone.</summary>
public static class LatestDocuments
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastLook = TimeSpan.FromDays(365 * 50);

    /// <summary>The earliest time from which on there are <see cref="ElasticsearchSourceOptions.MaxDocuments"/> documents at most. About 20 counts for a span of a quarter of an hour, 30 for a month.</summary>
    /// <param name="client">Reaches the cluster.</param>
    /// <param name="options">What is read; bounded, with a number of documents.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What to read since; <see cref="ElasticsearchSourceOptions.Since"/> when that holds no more.</returns>
    /// <exception cref="ElasticsearchException">A count cannot be asked for.</exception>
    public static async Task<DateTimeOffset?> SinceAsync(ElasticsearchClient client, ElasticsearchSourceOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        if (options.MaxDocuments is not { } most || options.Follow) throw new ArgumentException("The latest documents are those of a bounded run with MaxDocuments.", nameof(options));
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        ReadingRules rules = ReadingRules.Of(options);
        long? until = rules.Until;
        long many = rules.Since ?? await LookBackAsync().ConfigureAwait(false);
        long few = Math.Max(until ?? now, many);
        if (await CountAsync(many).ConfigureAwait(false) <= most) return options.Since;
        long left = await CountAsync(few).ConfigureAwait(false);
        // From "many" on there are too many, from "few" on there are not, unless they are of the future.
        while (few - many > 1 && left < most)
        {
            long middle = many + ((few - many) / 2);
            long count = await CountAsync(middle).ConfigureAwait(false);
            if (count > most) many = middle;
            else (few, left) = (middle, count);
        }
        // Too many of one millisecond are better than none.
        return DateTimeOffset.FromUnixTimeMilliseconds(left > 0 ? few : many);

        async Task<long> LookBackAsync()
        {
            TimeSpan span = FirstLook;
            while (span < LastLook && await CountAsync((until ?? now) - (long)span.TotalMilliseconds).ConfigureAwait(false) <= most) span *= 4;
            return (until ?? now) - (long)span.TotalMilliseconds;
        }

        Task<long> CountAsync(long from) => client.CountAsync(options.Index, SourceQuery.Of(options, new SweepPlan(true, now, from, until, Untimed: false)), cancellation);
    }
}
