using System.Text.Json;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Tests.Anomalies;

namespace Lad.FactStore.Tests.Api;

public sealed class FeedbackEndpointsTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static long made;

    /// <summary>The server is shared: each test speaks of its own template.</summary>
    private string Fingerprint { get; } = $"9f2c{Interlocked.Increment(ref made):x12}";

    [Fact]
    public async Task A_statement_is_answered_with_what_is_in_force_since_and_is_found_where_the_answer_says()
    {
        Reply made = await server.PostAsync("/api/v1/feedback", $$"""{"fingerprint":"{{Fingerprint}}","kind":"false-positive","message":"disk 7 is full","reason":"it is not"}""");
        Assert.Equal((201, "no-store"), (made.Status, made.CacheControl));
        Assert.Equal($"/api/v1/feedback/{made.Json.GetProperty("state").GetProperty("judgement").GetProperty("sequence").GetInt64()}", made.Location);
        Reply found = await server.GetAsync(made.Location!);
        Assert.Equal(("ann", "it is not", "2026-11-21T00:00:00Z"), (Text(found.Json, "author"), Text(found.Json, "reason"), Text(found.Json, "at")));
    }

    [Fact]
    public async Task A_statement_about_an_event_is_about_its_template()
    {
        AnomalyRecord anomaly = SampleAnomaly.Of(1);
        await server.Parts.Archive.AddAsync([anomaly]);
        Reply made = await server.PostAsync("/api/v1/feedback", $$"""{"event":"{{anomaly.EventId}}","kind":"snooze","until":"2026-11-22T08:00:00+02:00"}""");
        JsonElement statement = made.Json.GetProperty("statement");
        Assert.Equal(("f000000000000001", anomaly.Message, "store", anomaly.Model, anomaly.EventId), (Text(statement, "fingerprint"), Text(statement, "message"), Text(statement, "service"), Text(statement, "model"), Text(statement, "event")));
        Assert.Equal("2026-11-22T06:00:00Z", Text(statement, "until"));
    }

    [Theory]
    [InlineData("""{"kind":"false-positive"}""", "fingerprint")]
    [InlineData("""{"fingerprint":"9f2c","kind":"false-positive"}""", "fingerprint")]
    [InlineData("""{"fingerprint":"9f2cffffffffffff","kind":"nonsense"}""", "kind")]
    [InlineData("""{"fingerprint":"9f2cffffffffffff"}""", "kind")]
    [InlineData("""{"fingerprint":"9f2cffffffffffff","kind":"snooze"}""", "until")]
    [InlineData("""{"fingerprint":"9f2cffffffffffff","kind":"schedule","schedule":"now and then"}""", "schedule")]
    [InlineData("""{"event":"000000000000000000000000000000aa","kind":"false-positive"}""", "event")]
    [InlineData("""{"fingerprint":"9f2cffffffffffff","kind":"retraction","retracts":70000}""", "retracts")]
    public async Task A_statement_that_makes_no_sense_is_refused_by_field(string request, string field)
    {
        Reply refusal = await server.PostAsync("/api/v1/feedback", request);
        Assert.Equal((422, "application/problem+json"), (refusal.Status, refusal.Type));
        Assert.Equal(field, Assert.Single(refusal.Json.GetProperty("errors").EnumerateObject()).Name);
        Assert.Empty((await server.GetAsync("/api/v1/feedback?fingerprint=9f2cffffffffffff")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_request_that_comes_again_under_its_key_makes_one_statement()
    {
        string request = $$"""{"fingerprint":"{{Fingerprint}}","kind":"false-positive","message":"m"}""";
        Reply first = await server.PostAsync("/api/v1/feedback", request, ("Idempotency-Key", "k-1")), again = await server.PostAsync("/api/v1/feedback", request, ("Idempotency-Key", "k-1"));
        Assert.Equal((first.Status, first.Location, first.Body), (again.Status, again.Location, again.Body));
        Assert.NotEqual(first.Location, (await server.PostAsync("/api/v1/feedback", request, ("Idempotency-Key", "k-2"))).Location);
        Reply other = await server.PostAsync("/api/v1/feedback", request.Replace("9f2c", "0f2c", StringComparison.Ordinal), ("Idempotency-Key", "k-1"));
        Assert.Equal((422, true), (other.Status, other.Json.GetProperty("errors").TryGetProperty("Idempotency-Key", out _)));
    }

    [Fact]
    public async Task What_is_retracted_gives_way_to_what_was_in_force_before()
    {
        long first = await SayAsync("true-positive"), second = await SayAsync("false-positive");
        Reply retraction = await server.PostAsync($"/api/v1/feedback/{second}/retraction", """{"reason":"it was one"}""");
        Assert.Equal(201, retraction.Status);
        Assert.Equal("true-positive", Text(retraction.Json.GetProperty("state").GetProperty("judgement"), "kind"));
        Assert.Equal(404, (await server.PostAsync("/api/v1/feedback/90000/retraction", "{}")).Status);
        JsonElement history = (await server.GetAsync($"/api/v1/groups/{Fingerprint}/history")).Json;
        Assert.Equal([first, second, retraction.Json.GetProperty("statement").GetProperty("sequence").GetInt64()], history.GetProperty("statements").EnumerateArray().Select(statement => statement.GetProperty("sequence").GetInt64()));
    }

    [Fact]
    public async Task A_retraction_needs_no_body()
    {
        Assert.Equal(201, (await server.PostAsync($"/api/v1/feedback/{await SayAsync("false-positive")}/retraction", null)).Status);
        string request = $"POST /api/v1/feedback/{await SayAsync("false-positive")}/retraction HTTP/1.1\r\nHost: {server.Editor.BaseAddress!.Authority}\r\nAuthorization: {server.Editor.DefaultRequestHeaders.Authorization}\r\nConnection: close\r\n\r\n";
        using var connection = new System.Net.Sockets.TcpClient("127.0.0.1", server.Editor.BaseAddress.Port);
        await connection.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(request));
        using var answer = new StreamReader(connection.GetStream());
        Assert.Equal("HTTP/1.1 201 Created", await answer.ReadLineAsync());
    }

    [Fact]
    public async Task Pages_of_statements_are_complete_and_without_repetition()
    {
        List<long> said = [], listed = [];
        for (int i = 0; i < 5; i++) said.Insert(0, await SayAsync(i % 2 == 0 ? "false-positive" : "true-positive"));
        string first = $"/api/v1/feedback?fingerprint={Fingerprint}&limit=2", path = first;
        while (true)
        {
            JsonElement page = (await server.GetAsync(path)).Json;
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(statement => statement.GetProperty("sequence").GetInt64()));
            if (!page.TryGetProperty("next", out JsonElement next)) break;
            path = $"{first}&after={next.GetString()}";
        }

        Assert.Equal(said, listed);
        Assert.Equal(said[0], Assert.Single((await server.GetAsync($"{first}&inForce=true")).Json.GetProperty("items").EnumerateArray()).GetProperty("sequence").GetInt64());
        Assert.Equal(2, (await server.GetAsync($"{first}&kind=true-positive")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_was_exported_can_be_imported_elsewhere_once()
    {
        long judgement = await SayAsync("false-positive");
        await SayAsync("snooze", ",\"until\":\"2027-01-01T00:00:00Z\"");
        await server.PostAsync($"/api/v1/feedback/{judgement}/retraction", "{}");
        Reply export = await server.GetAsync("/api/v1/feedback/export");
        Assert.Equal("application/x-ndjson", export.Type);
        string lines = string.Join('\n', export.Body.Split('\n').Where(line => line.Contains(Fingerprint, StringComparison.Ordinal)));
        var other = new ApiServer();
        await other.InitializeAsync();
        try
        {
            for (int i = 0; i < 2; i++)
            {
                Reply imported = await ApiServer.SendAsync(other.Editor, HttpMethod.Post, "/api/v1/feedback/import", ApiServer.Content(lines, "application/x-ndjson"));
                Assert.Equal((200, 3, 0), (imported.Status, imported.Json.GetProperty("imported").GetInt32(), imported.Json.GetProperty("refused").GetArrayLength()));
            }

            Assert.Equal(3, (await other.GetAsync("/api/v1/feedback")).Json.GetProperty("items").GetArrayLength());
            JsonElement state = (await other.GetAsync($"/api/v1/groups/{Fingerprint}/history")).Json.GetProperty("feedback");
            Assert.False(state.TryGetProperty("judgement", out _));
            Assert.True(state.TryGetProperty("snooze", out _));
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task Lines_that_are_no_statements_are_named()
    {
        Reply imported = await ApiServer.SendAsync(server.Editor, HttpMethod.Post, "/api/v1/feedback/import", ApiServer.Content("\n{\"sequence\":1}\nnonsense\n", "application/x-ndjson"));
        Assert.Equal([2, 3], imported.Json.GetProperty("refused").EnumerateArray().Select(line => line.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task A_spreadsheet_gets_text_and_no_formulas()
    {
        await server.PostAsync("/api/v1/feedback", $$"""{"fingerprint":"{{Fingerprint}}","kind":"false-positive","message":"=HYPERLINK(\"http://x\")\u202e","reason":"a \"b\", c"}""");
        Reply export = await server.GetAsync("/api/v1/feedback/export", "text/csv");
        Assert.Equal("text/csv", export.Type);
        string row = Assert.Single(export.Body.Split("\r\n"), line => line.Contains(Fingerprint, StringComparison.Ordinal));
        Assert.EndsWith("""
            "a ""b"", c","'=HYPERLINK(""http://x"")\u{202E}"
            """, row, StringComparison.Ordinal);
        Assert.Equal(406, (await server.GetAsync("/api/v1/feedback/export", "image/png")).Status);
    }

    [Fact]
    public async Task Readers_read_and_strangers_do_nothing()
    {
        string request = $$"""{"fingerprint":"{{Fingerprint}}","kind":"false-positive"}""";
        Assert.Equal(403, (await ApiServer.SendAsync(server.Reader, HttpMethod.Post, "/api/v1/feedback", ApiServer.Content(request))).Status);
        Assert.Equal(401, (await ApiServer.SendAsync(server.Stranger, HttpMethod.Post, "/api/v1/feedback", ApiServer.Content(request))).Status);
        Assert.Equal(401, (await ApiServer.SendAsync(server.Stranger, HttpMethod.Get, "/api/v1/feedback")).Status);
    }

    private async Task<long> SayAsync(string kind, string more = "")
    {
        Reply made = await server.PostAsync("/api/v1/feedback", $$"""{"fingerprint":"{{Fingerprint}}","kind":"{{kind}}","message":"m"{{more}}}""");
        return made.Json.GetProperty("statement").GetProperty("sequence").GetInt64();
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
