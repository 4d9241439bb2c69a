using Lad.Detection;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Tests.Anomalies;
using Lad.FactStore.Tests.Models;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Tests.Api;

public sealed class PredecessorEndpointsTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static int made;
    private readonly int number = Interlocked.Increment(ref made);

    private string Id => SampleAnomaly.IdOf(number);

    private ulong Fingerprint => 0xE000000000000000 + (ulong)number;

    [Theory]
    [InlineData("\"False\"", FeedbackKind.FalsePositive)]
    [InlineData("\"True\"", FeedbackKind.TruePositive)]
    [InlineData("false", FeedbackKind.FalsePositive)]
    [InlineData("true", FeedbackKind.TruePositive)]
    public async Task A_report_is_about_the_template_of_the_anomaly_that_its_id_names(string isAnomaly, FeedbackKind kind)
    {
        await ArriveAsync();
        string uuid = $"{Id[..8]}-{Id[8..12]}-{Id[12..16]}-{Id[16..20]}-{Id[20..]}";
        Reply answer = await ReportAsync($$"""{"lad_id":"{{uuid}}","is_anomaly":{{isAnomaly}},"message":"whatever","more":1}""");
        Assert.Equal((200, """{"feedback_service":"success"}"""), (answer.Status, answer.Body));
        FeedbackStatement statement = (await server.Parts.Ledger.StateAsync(Fingerprint))!.Judgement!;
        Assert.Equal((kind, $"disk {number} lost", Id, "ann"), (statement.Kind, statement.Message, statement.EventId, statement.Author));
    }

    [Fact]
    public async Task A_form_is_taken_like_an_object()
    {
        await ArriveAsync();
        using var form = new FormUrlEncodedContent([new("lad_id", Id), new("is_anomaly", "False"), new("message", "")]);
        Assert.Equal(200, (await ApiServer.SendAsync(server.Editor, HttpMethod.Post, "/api/feedback", form)).Status);
        Assert.NotNull((await server.Parts.Ledger.StateAsync(Fingerprint))?.Judgement);
    }

    [Fact]
    public async Task What_is_in_force_already_is_not_said_again_and_what_was_retracted_is()
    {
        await ArriveAsync();
        string report = $$"""{"lad_id":"{{Id}}","is_anomaly":"False","message":""}""";
        for (int i = 0; i < 2; i++) Assert.Equal(200, (await ReportAsync(report)).Status);
        IReadOnlyList<FeedbackStatement> history = await server.Parts.Ledger.HistoryAsync(Fingerprint);
        Assert.Single(history);
        await server.PostAsync($"/api/v1/feedback/{history[0].Sequence}/retraction", "{}");
        await ReportAsync(report);
        Assert.Equal(3, (await server.Parts.Ledger.HistoryAsync(Fingerprint)).Count);
    }

    [Fact]
    public async Task Without_the_anomaly_the_message_tells_the_template()
    {
        DetectionModel model = SampleModels.Of("v1", SampleModels.Template("started"));
        await server.Models.History("shop").PublishAsync(model);
        server.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await ReportAsync("""{"lad_id":"an id of long ago","is_anomaly":"False","message":"started"}""")).Status);
        FeedbackStatement statement = (await server.Parts.Ledger.StateAsync(model.Templates.Items[0].Fingerprint))!.Judgement!;
        Assert.Equal(("started", "shop/v1", ""), (statement.Message, statement.Model, statement.EventId));
    }

    [Theory]
    [InlineData("""{"is_anomaly":"False","message":"m"}""", 400)]
    [InlineData("""{"lad_id":"x","message":"m"}""", 400)]
    [InlineData("""{"lad_id":"x","is_anomaly":"","message":"m"}""", 400)]
    [InlineData("""{"lad_id":"x","is_anomaly":"perhaps","message":"m"}""", 400)]
    [InlineData("""{"lad_id":{},"is_anomaly":"False"}""", 400)]
    [InlineData("[]", 400)]
    [InlineData("nonsense", 400)]
    [InlineData("""{"lad_id":"\ud800","is_anomaly":"False"}""", 400)]
    [InlineData("""{"lad_id":"x","is_anomaly":"False","message":""}""", 404)]
    public async Task A_failure_has_the_form_that_clients_know(string report, int status)
    {
        Reply answer = await ReportAsync(report);
        Assert.Equal((status, "application/json", "failure"), (answer.Status, answer.Type, answer.Json.GetProperty("feedback_service").GetString()));
        Assert.NotEmpty(answer.Json.GetProperty("error_msg").GetString()!);
    }

    [Fact]
    public async Task Judgements_in_force_are_listed_and_messages_of_false_positives()
    {
        await ArriveAsync();
        await ReportAsync($$"""{"lad_id":"{{Id}}","is_anomaly":"False","message":""}""");
        var listed = (await server.GetAsync("/api/metadata")).Json.GetProperty("feedback").EnumerateArray().Single(entry => entry.GetProperty("message").GetString() == $"disk {number} lost");
        Assert.False(listed.GetProperty("reported_anomaly_status").GetBoolean());
        Assert.Matches("^[A-Z][a-z]{2}, 21 Nov 2026 [0-9:]{8} GMT$", listed.GetProperty("created_date").GetString()!);
        Assert.Contains($"disk {number} lost", Messages(await server.GetAsync("/api/false_positive")));
        await ReportAsync($$"""{"lad_id":"{{Id}}","is_anomaly":"True","message":""}""");
        Assert.DoesNotContain($"disk {number} lost", Messages(await server.GetAsync("/api/false_positive")));
    }

    private Task<Reply> ReportAsync(string report) => server.PostAsync("/api/feedback", report);

    private async Task ArriveAsync() => await server.Parts.Archive.AddAsync([SampleAnomaly.Of(number) with { Fingerprint = Fingerprint }]);

    private static IEnumerable<string?> Messages(Reply answer) => answer.Json.GetProperty("feedback").EnumerateArray().Select(message => message.GetString());
}
