using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lad.Elasticsearch.StandIn;

namespace Lad.Elasticsearch.Tests.StandIn;

/// <summary>Requests as plain as can be: the stand-in is tested by itself, without the product's client.</summary>
internal sealed class StandInRequests(StandInServer server) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = server.Url };

    public async Task<(int Status, JsonElement Body)> SendAsync(string method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        using HttpResponseMessage response = await http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement.Clone() : default);
    }

    public Task<(int Status, JsonElement Body)> BulkAsync(string body, string path = "/_bulk") => SendAsync("POST", path, body, "application/x-ndjson");

    public async Task<string> PointInTimeAsync(string index, string keepAlive = "1m") =>
        (await SendAsync("POST", $"/{index}/_pit?keep_alive={keepAlive}")).Body.GetProperty("id").GetString()!;

    /// <summary>All ids behind a point in time, page by page.</summary>
    public async Task<List<string>> ReadAllAsync(string pointInTime, int size, string slice = "")
    {
        var ids = new List<string>();
        string after = "";
        while (true)
        {
            (int status, JsonElement body) = await SendAsync("POST", "/_search?allow_partial_search_results=false", $$"""
                {"size":{{size}},"pit":{"id":"{{pointInTime}}","keep_alive":"1m"},{{slice}}{{after}}"track_total_hits":false,
                 "sort":[{"@timestamp":{"order":"asc","numeric_type":"date","unmapped_type":"date"} },{"_shard_doc":"asc"}]}
                """);
            Assert.True(status == 200, body.ToString());
            pointInTime = body.GetProperty("pit_id").GetString()!;
            JsonElement hits = body.GetProperty("hits").GetProperty("hits");
            if (hits.GetArrayLength() == 0) return ids;
            ids.AddRange(hits.EnumerateArray().Select(hit => hit.GetProperty("_id").GetString()!));
            after = $"\"search_after\":{hits[hits.GetArrayLength() - 1].GetProperty("sort").GetRawText()},";
        }
    }

    public void Dispose() => http.Dispose();
}
