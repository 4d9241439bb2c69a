using System.Text.Json;
using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

/// <summary>Reads which shards and other clusters took part in a search.</summary>
/// <param name="text">Makes what the server says presentable.</param>
internal sealed class ShardsReader(ServerText text)
{
    private long failed;
    private long total;
    private long clustersLeftOut;
    private string? reason;

    /// <summary>Whether the answer says it.</summary>
    public bool IsThere { get; private set; }

    /// <summary>What did not take part; <see langword="null"/>: nothing.</summary>
    public string? Missing =>
        failed > 0 ? $"without {failed} of {total} shards{(reason is null ? "" : $" ({reason})")}"
        : clustersLeftOut > 0 ? $"without {clustersLeftOut} of the other clusters"
        : null;

    /// <summary>Reads <c>_shards</c>.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        reader.Next();
        reader.Expect(JsonTokenType.StartObject, "_shards");
        bool hasFailed = false;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("failed"u8))
            {
                failed = reader.Number("_shards.failed");
                hasFailed = true;
            }
            else if (reader.ValueTextEquals("total"u8))
            {
                total = reader.Number("_shards.total");
            }
            else if (reader.ValueTextEquals("failures"u8))
            {
                ReadFailures(ref reader);
            }
            else
            {
                reader.SkipValue();
            }
        }
        IsThere = hasFailed;
    }

    /// <summary>Reads <c>_clusters</c>.</summary>
    public void ReadClusters(ref Utf8JsonReader reader)
    {
        reader.Next();
        reader.Expect(JsonTokenType.StartObject, "_clusters");
        while (reader.NextMember())
        {
            bool isMissing = reader.ValueTextEquals("skipped"u8) || reader.ValueTextEquals("partial"u8) || reader.ValueTextEquals("failed"u8);
            if (isMissing) clustersLeftOut += reader.Number("_clusters");
            else reader.SkipValue();
        }
    }

    private void ReadFailures(ref Utf8JsonReader reader)
    {
        reader.Next();
        using JsonDocument failures = JsonDocument.ParseValue(ref reader);
        if (failures.RootElement.ValueKind != JsonValueKind.Array || failures.RootElement.GetArrayLength() == 0) return;
        JsonElement first = failures.RootElement[0];
        if (first.ValueKind == JsonValueKind.Object && first.TryGetProperty("reason", out JsonElement cause) && cause.ValueKind == JsonValueKind.Object) reason = Cause.Of(cause, text).Reason;
    }
}
