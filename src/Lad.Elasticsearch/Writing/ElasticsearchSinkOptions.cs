using Lad.Elasticsearch.Connections;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Writing;

/// <summary>Where verdicts go, which, and in what portions.</summary>
public sealed record ElasticsearchSinkOptions
{
    private const int LongestName = 255;

    /// <summary>Data stream, index or alias of the verdicts that <see cref="Emit"/> includes; <see langword="null"/> for none. Default <c>logs-lad.scored-default</c>.</summary>
    public string? ScoredIndex { get; init; } = "logs-lad.scored-default";

    /// <summary>Data stream, index or alias of the anomalies; <see langword="null"/> for none. Default <c>logs-lad.anomaly-default</c>.</summary>
    public string? AnomaliesIndex { get; init; } = "logs-lad.anomaly-default";

    /// <summary>Which verdicts go to <see cref="ScoredIndex"/>. Default all.</summary>
    public Emit Emit { get; init; } = Emit.All;

    /// <summary>Bytes of a request's body, before compression, after which it is sent: 4 KiB to 64 MiB. The document that crosses the line begins the next request; one that is larger has a request of its own. Default 5 MiB.</summary>
    public int BulkBytes { get; init; } = 5 << 20;

    /// <summary>Documents of a request at most, 1 to 100,000. Default 10,000.</summary>
    public int BulkDocuments { get; init; } = 10_000;

    /// <summary>How long a document waits for others to share a request with, 0 to 1 minute. Default 200 ms.</summary>
    public TimeSpan BulkAge { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Requests that are on their way at once, 1 to 64; at the bound the graph is held back. Default 4.</summary>
    public int BulksInFlight { get; init; } = 4;

    /// <summary>How long and how often what may pass is tried again: whole requests and single documents.</summary>
    public Patience Patience { get; init; } = new();

    /// <summary>How long disposing of the sink waits for what is still on its way, 0 to 1 day. Default 10 s.</summary>
    public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Is told, in one line each, what an operator may want to know: waiting for a cluster that is away, and portions that are too large for it. May be called by any thread.</summary>
    public Action<string> Say { get; init; } = static _ => { };

    /// <summary>Batches of the usual size that fill a request.</summary>
    internal int BatchesOfBulk => Math.Clamp((BulkBytes + RecordBatch.DefaultByteCapacity - 1) / RecordBatch.DefaultByteCapacity, 4, 64);

    /// <summary>Batches that fill the requests on their way and the next one: with the defaults 100, which take some 100 MB. At most 256.</summary>
    internal int BatchesOnTheWay => Math.Min((BulksInFlight + 1) * BatchesOfBulk, 256);

    /// <summary>Everything that is wrong with the options.</summary>
    public IEnumerable<string> Validate()
    {
        if (ScoredIndex is null && AnomaliesIndex is null) yield return "Verdicts have neither a ScoredIndex nor an AnomaliesIndex: name at least one.";
        if (Fault("ScoredIndex", ScoredIndex) is { } scored) yield return scored;
        if (Fault("AnomaliesIndex", AnomaliesIndex) is { } anomalies) yield return anomalies;
        if (ScoredIndex is { Length: > 0 } && ScoredIndex == AnomaliesIndex) yield return $"The ScoredIndex and the AnomaliesIndex are both '{ScoredIndex}': anomalies would be there once, for both have the same _id. Set one of them to nothing.";
        if (BulkBytes is < 4096 or > 64 << 20) yield return $"BulkBytes is {BulkBytes}: it must be 4096 to 67108864 bytes.";
        if (BulkDocuments is < 1 or > 100_000) yield return $"BulkDocuments is {BulkDocuments}: it must be 1 to 100000.";
        if (BulkAge < TimeSpan.Zero || BulkAge > TimeSpan.FromMinutes(1)) yield return $"BulkAge is {BulkAge}: it must be 0 to 1 minute.";
        if (BulksInFlight is < 1 or > 64) yield return $"BulksInFlight is {BulksInFlight}: it must be 1 to 64.";
        if (DrainDeadline < TimeSpan.Zero || DrainDeadline > TimeSpan.FromDays(1)) yield return $"DrainDeadline is {DrainDeadline}: it must be 0 to 1 day.";
    }

    private static string? Fault(string option, string? name)
    {
        if (name is null) return null;
        if (name.Length is 0 or > LongestName) return $"The {option} has {name.Length} characters: it must have 1 to {LongestName}.";
        if (name.Any(c => char.IsAsciiLetterUpper(c) || c < '!' || "\\/*?\"<>|,#: ".Contains(c))) return $"The {option} is '{name}': a name to write to is in lower case and has none of \\ / * ? \" < > | , # : nor a space.";
        if (name is "." or ".." || name[0] is '-' or '_' or '+') return $"The {option} is '{name}': a name to write to does not begin with - _ or +, and is not . or ..";
        return null;
    }
}
