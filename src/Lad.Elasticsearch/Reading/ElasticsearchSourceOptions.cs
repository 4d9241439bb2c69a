using System.Text.Json;

namespace Lad.Elasticsearch.Reading;

/// <summary>What an Elasticsearch source reads and how.</summary>
public sealed record ElasticsearchSourceOptions
{
    /// <summary>Index, alias, data stream or pattern (<c>logs-*</c>); several separated by commas.</summary>
    public required string Index { get; init; }

    /// <summary>The field of the event time, by which documents are sorted; a date in the mapping. Default <c>@timestamp</c>.</summary>
    public string TimeField { get; init; } = "@timestamp";

    /// <summary>Only documents of this time and later; <see langword="null"/> (the default): from the first. A cursor remembers the time that its first run had, and goes on from there.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only documents before this time; <see langword="null"/> (the default): to the last. Not together with <see cref="Follow"/>.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Documents after which the source ends, at least 1; <see langword="null"/> (the default): none.</summary>
    public long? MaxDocuments { get; init; }

    /// <summary>Whether the source goes on with what arrives. Default: it ends with what is there when it is first read.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether following begins, without a cursor, with documents of the time at which it is first read. Default: with the first document there is.</summary>
    public bool FromEnd { get; init; }

    /// <summary>How often a followed index is looked at, 10 ms to 1 hour. Default 1 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How much later than its own time a document may become visible to searches and still be found while the index is followed: the way to Elasticsearch, its refresh interval and what the clocks
    /// differ. 0 to 7 days. Default 1 min. A longer one is read again more often and keeps more ids, see <see cref="MaxIds"/>.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Documents of a page, 1 to 10,000. Two pages are in memory at most, of each slice. A page whose answer is too large is asked for again in halves. Default 1,000.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>How long Elasticsearch keeps a point in time or scroll between two pages, 5 s to 1 day. One that was lost is opened anew. Default 1 min.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Parts that are fetched at the same time and merged by time, 1 to 64; more than 1 only without <see cref="Follow"/>. Default 1.</summary>
    public int Slices { get; init; } = 1;

    /// <summary>Only documents that match: a query object as JSON when it begins with a brace, otherwise the syntax of <c>query_string</c>; empty (the default): all.</summary>
    public string Query { get; init; } = "";

    /// <summary>Only documents of this service; empty (the default): of all.</summary>
    public string Service { get; init; } = "";

    /// <summary>The field that names the service. The field <c>NAME.keyword</c>, which Elasticsearch makes of a text without a mapping, is looked at as well. Default <c>service.name</c>.</summary>
    public string ServiceField { get; init; } = "service.name";

    /// <summary>Bytes of a document that are kept, 256 to 64 MiB. Of a longer one the head is handed on, flagged, and becomes a dead letter, since cut JSON is none. Default 1 MiB.</summary>
    public int MaxRecordBytes { get; init; } = 1 << 20;

    /// <summary>The least time between two savings of the cursor, 0 to 1 hour; what is not saved when a process dies is read again. Default 1 s.</summary>
    public TimeSpan CursorInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Ids of documents within the overlap that are remembered, at most; 16,384 to 100,000,000. At the bound the overlap becomes shorter, which is said. Default 2,000,000: about 100 MB when all are used,
    /// which with the default overlap takes 30,000 documents a second.
    /// </summary>
    public int MaxIds { get; init; } = 2_000_000;

    /// <summary>Is told, of each request that fails and is tried again, why; and <see langword="null"/> of each that works. May be called by any thread.</summary>
    public Action<string?>? Waits { get; init; }

    /// <summary>Everything that is wrong with the options; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(Index)) faults.Add("Index is empty: name an index, alias, data stream or pattern.");
        if (string.IsNullOrWhiteSpace(TimeField)) faults.Add("TimeField is empty: name the field of the event time.");
        if (Since >= Until) faults.Add($"Until is {Until:O}: it must be later than Since ({Since:O}).");
        if (Until is not null && Follow) faults.Add("Until cannot be used with Follow: leave one of them out.");
        if (MaxDocuments < 1) faults.Add($"MaxDocuments is {MaxDocuments}: it must be at least 1.");
        if (FromEnd && !Follow) faults.Add("FromEnd needs Follow: nothing is later than the end.");
        if (FromEnd && Since is not null) faults.Add("FromEnd cannot be used with Since: leave one of them out.");
        if (PageSize is < 1 or > 10_000) faults.Add($"PageSize is {PageSize}: it must be 1 to 10000.");
        if (Slices is < 1 or > 64) faults.Add($"Slices is {Slices}: it must be 1 to 64.");
        if (Slices > 1 && Follow) faults.Add($"Slices is {Slices}: it must be 1 with Follow.");
        if (MaxRecordBytes is < 256 or > 64 << 20) faults.Add($"MaxRecordBytes is {MaxRecordBytes}: it must be 256 to 67108864.");
        if (MaxIds is < 16_384 or > 100_000_000) faults.Add($"MaxIds is {MaxIds}: it must be 16384 to 100000000.");
        if (Service.Length > 0 && string.IsNullOrWhiteSpace(ServiceField)) faults.Add("ServiceField is empty: name the field of the service.");
        if (QueryFault() is { } fault) faults.Add(fault);
        Within(faults, nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Within(faults, nameof(Overlap), Overlap, TimeSpan.Zero, TimeSpan.FromDays(7));
        Within(faults, nameof(KeepAlive), KeepAlive, TimeSpan.FromSeconds(5), TimeSpan.FromDays(1));
        Within(faults, nameof(CursorInterval), CursorInterval, TimeSpan.Zero, TimeSpan.FromHours(1));
        return faults;
    }

    private string? QueryFault()
    {
        if (!Query.TrimStart().StartsWith('{')) return null;
        try
        {
            using JsonDocument query = JsonDocument.Parse(Query);
            return query.RootElement.EnumerateObject().Count() == 1 ? null : "Query must be one query object, e.g. {\"term\":{\"log.level\":\"error\"}}.";
        }
        catch (JsonException e)
        {
            return $"Query is not JSON at byte {e.BytePositionInLine + 1} of line {e.LineNumber + 1}: {e.Message}";
        }
    }

    private static void Within(List<string> faults, string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most) faults.Add($"{name} is {value}: it must be {least} to {most}.");
    }
}
