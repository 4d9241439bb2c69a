using Lad.Detection;
using Lad.Detection.Training;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Tests.Anomalies;
using Lad.FactStore.Tests.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Tests.Api.Contract;

public sealed class ApiContractTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static readonly ApiContract Contract = ApiContract.Load();

    /// <summary>A request to each operation that succeeds, in an order in which they do.</summary>
    public static TheoryData<string, string, string?> Requests => new()
    {
        { "POST /api/v1/feedback", "/api/v1/feedback", """{"fingerprint":"f000000000000001","kind":"false-positive","message":"disk 1 lost","reason":"planned"}""" },
        { "GET /api/v1/groups", "/api/v1/groups?service=store&level=error&status=all&since=2026-11-20T00:00:00Z&order=score&limit=10&sparkline=24h&intervals=12", null },
        { "POST /api/v1/groups/search", "/api/v1/groups/search", """{"text":"DISK","status":"all","limit":5}""" },
        { "GET /api/v1/groups/{fingerprint}", "/api/v1/groups/f000000000000001?service=store", null },
        { "GET /api/v1/groups/{fingerprint}/rate", "/api/v1/groups/f000000000000001/rate?service=store&from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z", null },
        { "GET /api/v1/groups/{fingerprint}/history", "/api/v1/groups/f000000000000001/history", null },
        { "GET /api/v1/anomalies", "/api/v1/anomalies?fingerprint=f000000000000001&service=store&level=warn&since=2026-11-20T00:00:00Z&until=2026-11-21T00:00:00Z&minScore=0.5&suppressed=true&limit=1", null },
        { "POST /api/v1/anomalies/search", "/api/v1/anomalies/search", """{"text":"lost","minScore":0.5,"suppressed":false}""" },
        { "GET /api/v1/anomalies/{event}", $"/api/v1/anomalies/{SampleAnomaly.IdOf(1)}", null },
        { "GET /api/v1/feedback", "/api/v1/feedback?fingerprint=f000000000000001&kind=false-positive&inForce=true&order=oldest&limit=1", null },
        { "GET /api/v1/feedback/export", "/api/v1/feedback/export", null },
        { "GET /api/v1/feedback/{number}", "/api/v1/feedback/1", null },
        { "GET /api/v1/models", "/api/v1/models", null },
        { "GET /api/v1/models/{name}", "/api/v1/models/shop", null },
        { "GET /api/v1/models/{name}/versions/{version}", "/api/v1/models/shop/versions/v2", null },
        { "GET /api/v1/models/{name}/difference", "/api/v1/models/shop/difference?from=v1&to=v2", null },
        { "GET /api/v1/models/{name}/map", "/api/v1/models/shop/map?version=v1&since=2026-11-20T00:00:00Z", null },
        { "POST /api/v1/models/{name}/rollback", "/api/v1/models/shop/rollback", """{"version":"v1"}""" },
        { "GET /api/v1/status", "/api/v1/status", null },
        { "GET /api/v1/audit", "/api/v1/audit?limit=2", null },
        { "GET /api/v1/services", "/api/v1/services", null },
        { "GET /api/v1/openapi.json", "/api/v1/openapi.json", null },
        { "GET /api/metadata", "/api/metadata", null },
        { "GET /api/false_positive", "/api/false_positive", null },
        { "POST /api/feedback", "/api/feedback", $$"""{"lad_id":"{{SampleAnomaly.IdOf(2)}}","is_anomaly":"False","message":""}""" },
        { "POST /api/v1/feedback/{number}/retraction", "/api/v1/feedback/1/retraction", "{}" },
    };

    [Fact]
    public async Task Every_operation_answers_as_it_is_described()
    {
        await FillAsync();
        List<string> faults = [];
        foreach (object[] row in Requests)
        {
            (string operation, string path, string? body) = ((string)row[0], (string)row[1], (string?)row[2]);
            Reply answer = body is null ? await server.GetAsync(path) : await server.PostAsync(path, body);
            if (answer.Status >= 400) faults.Add($"{operation}: {answer.Status} {answer.Body}");
            faults.AddRange(Contract.Check(operation, answer));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Concat(server.Told)));
    }

    [Fact]
    public async Task Every_refusal_is_as_it_is_described()
    {
        List<string> faults = [];
        foreach (object[] row in Requests)
        {
            (string operation, string path, string? body) = ((string)row[0], (string)row[1], (string?)row[2]);
            HttpMethod method = body is null ? HttpMethod.Get : HttpMethod.Post;
            faults.AddRange(Contract.Check(operation, await ApiServer.SendAsync(server.Stranger, method, path, body is null ? null : ApiServer.Content(body))));
            if (body is null) continue;
            faults.AddRange(Contract.Check(operation, await ApiServer.SendAsync(server.Editor, method, path, ApiServer.Content("nonsense"))));
            faults.AddRange(Contract.Check(operation, await ApiServer.SendAsync(server.Editor, method, path, ApiServer.Content("<xml/>", "text/xml"))));
            faults.AddRange(Contract.Check(operation, await ApiServer.SendAsync(server.Editor, method, path, ApiServer.Content(new string(' ', 65 << 10)))));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Concat(server.Told)));
    }

    [Fact]
    public async Task Every_described_parameter_is_taken_and_every_other_refused()
    {
        foreach (string operation in Contract.Operations.Where(operation => operation.StartsWith("GET /api/v1", StringComparison.Ordinal) && !operation.EndsWith("openapi.json", StringComparison.Ordinal) && !operation.EndsWith("live", StringComparison.Ordinal)))
        {
            string path = operation[4..].Replace("{fingerprint}", "f000000000000001", StringComparison.Ordinal).Replace("{event}", SampleAnomaly.IdOf(1), StringComparison.Ordinal)
                .Replace("{number}", "1", StringComparison.Ordinal).Replace("{name}", "shop", StringComparison.Ordinal).Replace("{version}", "v1", StringComparison.Ordinal);
            foreach (string parameter in Contract.QueryOf(operation).Append("surprise"))
            {
                Reply answer = await server.GetAsync($"{path}?{parameter}=%00");
                bool isUnknown = answer.Status == 400 && answer.Json.TryGetProperty("errors", out var errors) && errors.TryGetProperty(parameter, out var fault) && fault[0].GetString() == "is no parameter here";
                Assert.True(isUnknown == (parameter == "surprise"), $"{operation}?{parameter}: {answer.Body}");
            }
        }
    }

    [Fact]
    public void Every_route_is_described_and_every_operation_routed()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddSingleton(server.Parts).AddSingleton<TimeProvider>(server.Clock).AddLogging();
        WebApplication application = builder.Build();
        Lad.FactStore.Api.ApiRoutes.Map(application);
        IEnumerable<string> routed = ((IEndpointRouteBuilder)application).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"));
        Assert.Equal(Contract.Operations.Order(), routed.Order());
    }

    [Fact]
    public void The_description_hangs_together()
    {
        Assert.Empty(Contract.LooseEnds());
        Assert.Empty(Contract.CheckExamples());
        Assert.Equal([], Contract.Operations.Except([.. Requests.Select(row => (string)row[0]), "GET /api/v1/anomalies/live", "POST /api/v1/feedback/import"]));
    }

    private async Task FillAsync()
    {
        AnomalyRecord bare = new() { EventId = SampleAnomaly.IdOf(3), At = SampleAnomaly.Start, Fingerprint = 5, Message = "x", Score = 1, Suppressed = "window-limit" };
        await server.Parts.Archive.AddAsync([SampleAnomaly.Of(1) with { Model = "shop/v1", MapRow = 1, MapColumn = 2 }, SampleAnomaly.Of(2) with { Fingerprint = 7 }, bare]);
        server.Parts.Status.Say("ingest", true, "all is well");
        DetectionModel first = SampleModels.Of("v1", SampleModels.Template("started"), SampleModels.Template("halted", 3)), second = SampleModels.Of("v2", SampleModels.Template("started", 50), SampleModels.Template("stopped"));
        await server.Models.History("shop").PublishAsync(first);
        await server.Models.History("shop").PublishAsync(second with
        {
            Metadata = second.Metadata with
            {
                Parent = "v1",
                From = DateTimeOffset.UnixEpoch,
                To = DateTimeOffset.UnixEpoch.AddDays(1),
                Gate = [new GateResult("anomaly rate", true, "it is 0.001")],
                Feedback = new LearnedFeedback { Threshold = 0.99, ThresholdBefore = 0.98, FalsePositives = [new FalsePositiveOutcome(5, 0.999, 0.2)], TruePositives = [new TruePositiveOutcome(7, 3, null, 1)] },
            },
        });
    }
}
