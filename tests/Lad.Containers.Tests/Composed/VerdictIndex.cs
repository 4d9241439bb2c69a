using System.Net;
using System.Text;
using System.Text.Json;

namespace Lad.Containers.Tests.Composed;

/// <summary>Verdicts in a data stream.</summary>
/// <param name="nodes">Where Elasticsearch answers.</param>
internal sealed class VerdictIndex(Uri nodes) : IDisposable
{
    /// <summary>Verdicts that one search can give.</summary>
    public const int Most = 10_000;

    private readonly HttpClient client = new() { BaseAddress = nodes, Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => client.Dispose();

    /// <summary>The verdicts that a search finds by now; none while the stream is not there.</summary>
    public async Task<IReadOnlyList<Verdict>> ReadAsync(string stream)
    {
        using var query = new StringContent($$"""{"size":{{Most}},"sort":[{"@timestamp":"asc"}],"query":{"match_all":{} } }""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync(new Uri($"{stream}/_search", UriKind.Relative), query);
        if (answer.StatusCode is HttpStatusCode.NotFound) return [];
        answer.EnsureSuccessStatusCode();
        using JsonDocument found = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. found.RootElement.GetProperty("hits").GetProperty("hits").EnumerateArray().Select(hit => Verdict.Of(hit.GetProperty("_source")))];
    }
}

/// <summary>A verdict in Elasticsearch.</summary>
/// <param name="EventId">Its record's identity.</param>
/// <param name="IsAnomaly">Whether it is an anomaly.</param>
/// <param name="Kind"><c>alert</c> or <c>event</c>.</param>
/// <param name="Message">The record's message.</param>
internal sealed record Verdict(string EventId, bool IsAnomaly, string Kind, string Message)
{
    public static Verdict Of(JsonElement source) => new(
        source.GetProperty("event").GetProperty("id").GetString()!,
        source.GetProperty("lad").GetProperty("anomaly").GetBoolean(),
        source.GetProperty("event").GetProperty("kind").GetString()!,
        source.GetProperty("message").GetString()!);
}
