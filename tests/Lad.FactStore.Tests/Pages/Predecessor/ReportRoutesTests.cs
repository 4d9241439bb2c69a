using Lad.FactStore.Tests.Anomalies;
using Lad.FactStore.Tests.Api;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Tests.Pages.Predecessor;

public sealed class ReportRoutesTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task A_link_of_an_email_asks_and_its_form_says_it()
    {
        await server.Parts.Archive.AddAsync([SampleAnomaly.Of(1) with { Message = "<script>alert(1)</script>" }]);
        Reply page = await ApiServer.SendAsync(server.Editor, HttpMethod.Get, $"/?lad_id={SampleAnomaly.IdOf(1)}&is_anomaly=False&message=disk%201%20lost");
        Assert.Equal((200, "text/html"), (page.Status, page.Type));
        Assert.Contains("action=\"/reported\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.Null(await server.Parts.Ledger.StateAsync(SampleAnomaly.Of(1).Fingerprint));

        Reply said = await SayAsync(SampleAnomaly.IdOf(1), "False");
        FeedbackState state = (await server.Parts.Ledger.StateAsync(SampleAnomaly.Of(1).Fingerprint))!;
        Assert.Equal((303, $"/?said=f000000000000001.{state.Sequence}", FeedbackKind.FalsePositive), (said.Status, said.Location, state.Judgement!.Kind));
        Assert.Equal(said.Location, (await SayAsync(SampleAnomaly.IdOf(1), "False")).Location);
    }

    [Fact]
    public async Task A_link_to_what_is_gone_says_so_and_readers_get_no_form()
    {
        Reply gone = await ApiServer.SendAsync(server.Editor, HttpMethod.Get, "/?lad_id=gone&is_anomaly=False&message=%1b[31m");
        Assert.Contains("not kept any more", gone.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("/reported", gone.Body, StringComparison.Ordinal);
        await server.Parts.Archive.AddAsync([SampleAnomaly.Of(2)]);
        Reply reader = await ApiServer.SendAsync(server.Reader, HttpMethod.Get, $"/?lad_id={SampleAnomaly.IdOf(2)}");
        Assert.DoesNotContain("/reported", reader.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await SayAsync("gone", "False")).Status);
        Assert.Equal(400, (await SayAsync(SampleAnomaly.IdOf(2), "perhaps")).Status);
    }

    private async Task<Reply> SayAsync(string id, string isAnomaly)
    {
        using var form = new FormUrlEncodedContent([new("lad_id", id), new("is_anomaly", isAnomaly), new("message", "")]);
        return await ApiServer.SendAsync(server.Editor, HttpMethod.Post, "/reported", form);
    }
}
