namespace Lad.FactStore.Tests.Api;

public sealed class DatabaseAwayTests
{
    [Fact]
    public async Task A_database_that_is_away_is_a_problem_that_says_when_to_come_back()
    {
        var server = new ApiServer();
        await server.InitializeAsync();
        try
        {
            await server.BreakDatabaseAsync();
            foreach (string path in new[] { "/api/v1/groups", "/api/v1/anomalies", "/api/v1/feedback", "/api/v1/feedback/export", "/api/v1/status", "/api/v1/audit" })
            {
                Reply answer = await server.GetAsync(path);
                Assert.True(answer is { Status: 503, Type: "application/problem+json" } && answer.RetryAfter > TimeSpan.Zero, $"{path}: {answer}");
            }

            Reply live = await ApiServer.SendAsync(server.Reader, HttpMethod.Get, "/api/v1/anomalies/live", null, ("Last-Event-ID", "0000000000000000000000000000000a"));
            Assert.Equal((503, "application/problem+json"), (live.Status, live.Type));
            Reply refusal = await server.PostAsync("/api/v1/feedback", """{"fingerprint":"9f2c000000000001","kind":"false-positive","message":"m"}""");
            Assert.Equal(503, refusal.Status);
            Reply outcome = await server.PostAsync("/api/feedback", """{"lad_id":"0000000000000000000000000000000a","is_anomaly":"False","message":"m"}""");
            Assert.Equal((503, "failure"), (outcome.Status, outcome.Json.GetProperty("feedback_service").GetString()));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
