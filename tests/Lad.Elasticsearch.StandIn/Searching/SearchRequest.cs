using System.Globalization;
using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>What a search asks for.</summary>
internal sealed class SearchRequest
{
    public const int MaxResultWindow = 10_000;

    public Query Query { get; private set; } = static _ => true;

    public List<SortOrder> Sort { get; private set; } = [];

    public int Size { get; private set; } = 10;

    public int From { get; private set; }

    public IReadOnlyList<long>? After { get; private set; }

    public (int Id, int Max)? Slice { get; private set; }

    public string? PointInTime { get; private set; }

    public TimeSpan? KeepAlive { get; private set; }

    public TimeSpan? Scroll { get; private set; }

    /// <summary>Up to which number hits are counted; 0: not at all.</summary>
    public long TrackTotal { get; private set; } = MaxResultWindow;

    public bool Source { get; private set; } = true;

    public bool AllowPartial { get; private set; } = true;

    /// <summary>Query, order and slice as text: what two pages of one reading have in common.</summary>
    public string Key { get; private set; } = "";

    public static SearchRequest Parse(ApiRequest request, DateTimeOffset now)
    {
        var search = new SearchRequest();
        if (request.Body.Length > 0)
        {
            using JsonDocument body = Bodies.Parse(request.Body);
            foreach (JsonProperty property in body.RootElement.EnumerateObject()) search.Take(property, now);
        }

        foreach ((string name, string value) in request.Parameters) search.Take(name, value);
        search.Check(request.Segments.Count > 1);
        return search;
    }

    private void Take(JsonProperty property, DateTimeOffset now)
    {
        JsonElement value = property.Value;
        switch (property.Name)
        {
            case "query": Query = QueryParser.Parse(value, now); Key += value.GetRawText(); break;
            case "sort": Sort = SortOrder.Parse(value); Key += value.GetRawText(); break;
            case "size": Size = value.GetInt32(); break;
            case "from": From = value.GetInt32(); break;
            case "search_after": After = [.. value.EnumerateArray().Select(AfterValue)]; break;
            case "slice":
                Slice = (Bodies.Int(value.GetProperty("id")), Bodies.Int(value.GetProperty("max")));
                Key += $"slice{Slice}";
                break;
            case "pit":
                PointInTime = value.GetProperty("id").GetString();
                if (value.TryGetProperty("keep_alive", out JsonElement alive)) KeepAlive = Duration.Parse(alive.GetString()!, "keep_alive");
                break;
            case "track_total_hits": Track(FieldMatch.Text(value)); break;
            case "_source": Source = value.ValueKind != JsonValueKind.False; break;
            case "timeout" or "track_scores" or "version" or "seq_no_primary_term" or "stats" or "explain" or "profile": break;
            default: throw ApiException.Parsing($"Unknown key for a {Bodies.TokenName(value)} in [{property.Name}].");
        }
    }

    private void Take(string name, string value)
    {
        if (name == "size") Size = int.Parse(value, CultureInfo.InvariantCulture);
        else if (name == "from") From = int.Parse(value, CultureInfo.InvariantCulture);
        else if (name == "scroll") Scroll = Duration.Parse(value, "scroll");
        else if (name == "track_total_hits") Track(value);
        else if (name == "allow_partial_search_results") AllowPartial = value != "false";
        else if (name == "_source") Source = value != "false";
        else if (name == "q") Query = QueryStringParser.Parse(value, "*", all: false);
        else if (name == "sort") Sort = [.. value.Split(',').Select(part => part.Split(':')).Select(part => new SortOrder(part[0], part.Length > 1 && part[1] == "desc"))];
    }

    private void Track(string value) => TrackTotal = value switch { "true" => long.MaxValue, "false" => 0, _ => long.Parse(value, CultureInfo.InvariantCulture) };

    private void Check(bool namesIndex)
    {
        bool inContext = PointInTime is not null || Scroll is not null;
        if (PointInTime is not null && namesIndex) throw Invalid("[indices] cannot be used with point in time. Do not specify any index with point in time.");
        if (PointInTime is not null && Scroll is not null) throw Invalid("using [point in time] is not allowed in a scroll context");
        if (Scroll is not null && After is not null) throw ApiException.IllegalArgument("`search_after` cannot be used in a scroll context.");
        if (Scroll is not null && TrackTotal == 0) throw Invalid("disabling [track_total_hits] is not allowed in a scroll context");
        if (Scroll is not null && Size == 0) throw Invalid("[size] cannot be [0] in a scroll context");
        if (Slice is not null && !inContext) throw Invalid("[slice] can only be used with [scroll] or [point-in-time] requests");
        if (Slice is { } slice && (slice.Max < 2 || slice.Id < 0 || slice.Id >= slice.Max)) throw ApiException.IllegalArgument(slice.Max < 2 ? "max must be greater than 1" : "max must be greater than id");
        if (After is not null && From > 0) throw Invalid("`from` parameter must be set to 0 when `search_after` is used");
        if (PointInTime is null && Sort.Exists(part => part.Field == "_shard_doc")) throw ApiException.IllegalArgument("[_shard_doc] sort field cannot be used without [point in time]");
        if (Scroll is not null && Size > MaxResultWindow)
            throw InShards($"Batch size is too large, size must be less than or equal to: [{MaxResultWindow}] but was [{Size}]. Scroll batch sizes are controlled by the [index.max_result_window] index level setting.");
        if (From + Size > MaxResultWindow)
            throw InShards($"Result window is too large, from + size must be less than or equal to: [{MaxResultWindow}] but was [{From + Size}]. This limit can be set by changing the [index.max_result_window] index level setting.");
        if (Size < 0) throw ApiException.IllegalArgument($"[size] parameter cannot be negative, found [{Size}]");
        // Within a point in time Elasticsearch adds the tie-breaker itself.
        if (PointInTime is not null && !Sort.Exists(part => part.IsPlace)) Sort.Add(new("_shard_doc", false));
        if (After is not null && After.Count != Sort.Count)
        {
            throw InShards($"search_after has {After.Count} value(s) but sort has {Sort.Count}.");
        }
    }

    private static long AfterValue(JsonElement value) =>
        Stored.Dates.TryParse(value, out long number) ? number : throw ApiException.IllegalArgument($"Failed to parse search_after value [{value}]");

    private static ApiException Invalid(string reason) => new(400, "action_request_validation_exception", $"Validation Failed: 1: {reason};");

    private static ApiException InShards(string reason) => new(400, "illegal_argument_exception", reason) { InShards = true };
}
