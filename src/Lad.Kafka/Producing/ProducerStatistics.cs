using System.Text.Json;

namespace Lad.Kafka.Producing;

/// <summary>Reads what librdkafka tells of itself from time to time.</summary>
internal static class ProducerStatistics
{
    /// <summary>Requests that were sent again, over all brokers; 0 when it does not say.</summary>
    public static long Retries(string statistics)
    {
        using JsonDocument document = JsonDocument.Parse(statistics);
        if (!document.RootElement.TryGetProperty("brokers", out JsonElement brokers)) return 0;
        long retries = 0;
        foreach (JsonProperty broker in brokers.EnumerateObject())
            if (broker.Value.TryGetProperty("txretries", out JsonElement count)) retries += count.GetInt64();
        return retries;
    }
}
