using System.Net;
using System.Text;
using System.Text.Json;
using Lad.Elasticsearch.StandIn;
using Lad.Elasticsearch.StandIn.Failing;

namespace Lad.Elasticsearch.Tests.StandIn;

public sealed class FaultTests
{
    private const string Bulk = "{\"create\":{\"_index\":\"plain\",\"_id\":\"1\"}}\n{\"a\":1}\n";

    [Fact]
    public async Task A_status_hits_so_often_as_it_was_told_and_is_counted()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        FaultRule rule = server.Faults.Next(new RequestFault.Status(429, TimeSpan.FromSeconds(3)), times: 2, when: request => request.IsBulk);
        using var http = new HttpClient { BaseAddress = server.Url };

        Assert.Equal(200, (await requests.SendAsync("GET", "/")).Status);
        using (var content = new StringContent(Bulk, Encoding.UTF8, "application/x-ndjson"))
        using (HttpResponseMessage first = await http.PostAsync(new Uri("/_bulk", UriKind.Relative), content))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(3), first.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(429, (await requests.BulkAsync(Bulk)).Status);
        Assert.Equal(0, server.State.Count());
        Assert.Equal(200, (await requests.BulkAsync(Bulk)).Status);
        Assert.Equal(2, rule.Hits);
        Assert.Equal((2, 2, 3), (server.Counters.AnswersOf(429), server.Counters.AnswersOf(200), server.Counters.Bulks));
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_documents_written_and_a_reset_does_not()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);

        server.Faults.Next(new RequestFault.Reset());
        await Assert.ThrowsAsync<HttpRequestException>(() => requests.BulkAsync(Bulk));
        Assert.Equal(0, server.State.Count());

        server.Faults.Next(new RequestFault.LostAnswer());
        await Assert.ThrowsAsync<HttpRequestException>(() => requests.BulkAsync(Bulk));
        Assert.Equal(1, server.State.Count());

        server.Faults.Next(new RequestFault.ResetInAnswer());
        await Assert.ThrowsAnyAsync<Exception>(() => requests.BulkAsync(Bulk));
        server.Faults.Next(new RequestFault.Truncated());
        await Assert.ThrowsAnyAsync<JsonException>(() => requests.BulkAsync(Bulk));
        Assert.Equal(409, (await requests.BulkAsync(Bulk)).Body.GetProperty("items")[0].GetProperty("create").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_share_of_the_items_is_put_off_and_marked_documents_are_refused()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        server.Faults.ItemShare = 0.2;
        server.Faults.MappingErrorMark = "broken";
        var body = new StringBuilder();
        for (int i = 0; i < 1000; i++) body.Append("{\"create\":{\"_index\":\"plain\",\"_id\":\"").Append(i).Append("\"}}\n{\"a\":\"").Append(i % 10 == 0 ? "broken" : "fine").Append("\"}\n");

        (int status, JsonElement answer) = await requests.BulkAsync(body.ToString());

        Assert.Equal(200, status);
        Assert.True(answer.GetProperty("errors").GetBoolean());
        Assert.InRange(server.Counters.ItemsOf(429), 150, 250);
        Assert.InRange(server.Counters.ItemsOf(400), 60, 100);
        Assert.Equal(1000, server.Counters.Created + server.Counters.ItemsOf(429) + server.Counters.ItemsOf(400));
        Assert.Equal(server.Counters.Created, server.State.Count("plain"));
        server.AssertContract();
    }

    [Fact]
    public async Task After_an_outage_the_server_is_at_its_old_address_with_its_documents_and_contexts()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        await requests.BulkAsync(Bulk);
        Uri url = server.Url;

        await server.StopAsync();
        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(() => requests.BulkAsync(Bulk));
        await server.StartAgainAsync();

        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);
        Assert.Equal(url, server.Url);
        Assert.Equal(1, (await requests.SendAsync("POST", "/plain/_count")).Body.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task An_outage_cuts_off_those_who_wait_for_an_answer()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        FaultRule silence = server.Faults.Add(new(new RequestFault.Silence()) { When = request => request.IsBulk });
        Task<(int, JsonElement)>[] waiting = [.. Enumerable.Range(0, 4).Select(_ => requests.BulkAsync(Bulk))];
        while (silence.Hits < waiting.Length) await Task.Yield();

        await server.StopAsync();

        foreach (Task task in waiting) await Assert.ThrowsAsync<HttpRequestException>(() => task);
        await server.StartAgainAsync();
        Assert.Equal(200, (await requests.SendAsync("GET", "/")).Status);
    }

    [Fact]
    public async Task Nodes_share_the_state_and_go_away_one_by_one()
    {
        await using StandInServer server = await StandInServer.StartAsync(new() { Nodes = 2 });
        using var requests = new StandInRequests(server);
        using var second = new HttpClient { BaseAddress = server.Urls[1] };
        await requests.BulkAsync(Bulk);

        await server.StopAsync(0);

        await Assert.ThrowsAsync<HttpRequestException>(() => requests.SendAsync("GET", "/"));
        Assert.Contains("\"count\":1", await second.GetStringAsync(new Uri("/plain/_count", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal((1, 1), (server.Counters.RequestsAt(0), server.Counters.RequestsAt(1)));
    }

    [Fact]
    public async Task Searches_time_out_and_lose_shards_only_for_those_who_allow_it()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        for (int i = 0; i < 50; i++) server.State.Put("logs", $"{i}", """{"@timestamp":1}""");

        server.Faults.Next(new RequestFault.TimedOut(), when: request => request.IsSearch);
        Assert.True((await requests.SendAsync("POST", "/logs/_search", "{}")).Body.GetProperty("timed_out").GetBoolean());
        server.Faults.Next(new RequestFault.FailedShards());
        JsonElement partial = (await requests.SendAsync("POST", "/logs/_search?track_total_hits=true", "{}")).Body;
        Assert.Equal(1, partial.GetProperty("_shards").GetProperty("failed").GetInt32());
        Assert.InRange(partial.GetProperty("hits").GetProperty("total").GetProperty("value").GetInt32(), 1, 49);
        server.Faults.Next(new RequestFault.FailedShards());
        Assert.Equal(503, (await requests.SendAsync("POST", "/logs/_search?allow_partial_search_results=false", "{}")).Status);
        server.AssertContract();
    }

    [Fact]
    public async Task Endless_slow_and_foreign_answers_are_what_they_say()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Url };

        server.Faults.Next(new RequestFault.EndlessBody());
        using (Stream endless = await http.GetStreamAsync(new Uri("/", UriKind.Relative)))
        {
            byte[] buffer = new byte[1 << 20];
            await endless.ReadExactlyAsync(buffer);
            Assert.StartsWith("{\"took\"", Encoding.UTF8.GetString(buffer, 0, 20), StringComparison.Ordinal);
        }

        server.Faults.Next(new RequestFault.SlowDrip(TimeSpan.FromMilliseconds(1)));
        Assert.Contains("You Know, for Search", await http.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        server.Faults.Next(new RequestFault.Body("<html></html>", "text/html"));
        Assert.Equal("<html></html>", await http.GetStringAsync(new Uri("/", UriKind.Relative)));
        server.Faults.Next(new RequestFault.Redirect(new("http://elsewhere.example/")));
        using HttpResponseMessage redirect = await http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal((HttpStatusCode.RedirectKeepVerb, "elsewhere.example"), (redirect.StatusCode, redirect.Headers.Location!.Host));
    }
}
