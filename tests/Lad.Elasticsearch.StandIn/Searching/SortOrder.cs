using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>One part of the order of hits: a date field, or the place in the shards.</summary>
/// <param name="Field">The field; <c>_shard_doc</c> or <c>_doc</c>.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
internal sealed record SortOrder(string Field, bool Descending)
{
    public string? UnmappedType { get; private init; }

    /// <summary>What counts for a document without the field.</summary>
    public long Missing { get; private init; }

    public bool InNanoseconds { get; private init; }

    public bool IsPlace => Field is "_shard_doc" or "_doc";

    public static List<SortOrder> Parse(JsonElement sort) => sort.ValueKind == JsonValueKind.Array ? [.. sort.EnumerateArray().Select(One)] : [One(sort)];

    private static SortOrder One(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String) return Of(part.GetString()!, default);
        JsonProperty given = part.EnumerateObject().Single();
        return Of(given.Name, given.Value);
    }

    private static SortOrder Of(string field, JsonElement options)
    {
        if (field == "_score") throw new ApiException(400, "illegal_argument_exception", "the stand-in does not sort by score");
        string order = "asc", missing = "_last", type = "";
        string? unmapped = null;
        if (options.ValueKind == JsonValueKind.String) order = options.GetString()!;
        foreach (JsonProperty option in options.ValueKind == JsonValueKind.Object ? options.EnumerateObject() : default)
        {
            switch (option.Name)
            {
                case "order": order = option.Value.GetString()!; break;
                case "missing": missing = FieldMatch.Text(option.Value); break;
                case "unmapped_type": unmapped = option.Value.GetString(); break;
                case "numeric_type": type = option.Value.GetString()!; break;
                case "format" or "mode" or "nested": break;
                default: throw ApiException.IllegalArgument($"[field_sort] unknown field [{option.Name}]");
            }
        }

        if (order is not ("asc" or "desc")) throw ApiException.IllegalArgument($"No enum constant org.elasticsearch.search.sort.SortOrder.{order.ToUpperInvariant()}");
        if (type is not ("" or "date" or "date_nanos" or "long" or "double")) throw ApiException.IllegalArgument($"invalid value for [numeric_type], must be [long, double, date, date_nanos], got {type}");
        bool descending = order == "desc";
        long without = missing switch
        {
            "_last" => descending ? long.MinValue : long.MaxValue,
            "_first" => descending ? long.MaxValue : long.MinValue,
            _ => Stored.Dates.TryParse(missing, out long date) ? date : throw ApiException.IllegalArgument($"failed to parse date field [{missing}]"),
        };
        return new(field, descending) { UnmappedType = unmapped, Missing = without, InNanoseconds = type == "date_nanos" };
    }
}
