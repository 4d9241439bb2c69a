using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

/// <summary>Text from logs is whatever someone made a program write.</summary>
public sealed partial class HostileTextTests(HostileStore hostile) : IClassFixture<HostileStore>
{
    private readonly TestStore store = hostile.Store;

    public static TheoryData<string> Pages => ["/", "/?status=all", "/groups/0123456789abcdef", "/live", "/status", "/audit", "/models"];

    public static TheoryData<string> Answers =>
    [
        "/api/v1/groups", "/api/v1/groups/0123456789abcdef", "/api/v1/anomalies", $"/api/v1/anomalies/{HostileStore.Event}", "/api/v1/services", "/api/v1/status", "/api/v1/audit", "/api/v1/feedback", "/api/v1/openapi.json", "/api/metadata", "/api/false_positive",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_shows_it_and_does_not_obey_it(string path)
    {
        using HttpResponseMessage answer = await OpenAsync(store, path);
        string html = await answer.Content.ReadAsStringAsync();

        Assert.True((int)answer.StatusCode < 500, string.Join('\n', store.Told));
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<svg/onload", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(Handler(), Quoted().Replace(html, "\"\""));
        Assert.DoesNotMatch(ScriptAddress(), html);
        // A form's value comes back as it was; what people see or hear does not act.
        Assert.DoesNotMatch(Acting(), Quoted().Replace(html, "\"\""));
        Assert.DoesNotMatch(Acting(), string.Concat(Told().Matches(html).Select(match => match.Value)));
        Assert.False(answer.Headers.Contains("Set-Cookie") && answer.Headers.GetValues("Set-Cookie").Any(cookie => cookie.StartsWith("lad=1", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_to_a_program_is_json_and_cannot_be_taken_for_a_page(string path)
    {
        using HttpResponseMessage answer = await store.Client.GetAsync(path);
        string json = await answer.Content.ReadAsStringAsync();

        Assert.True((int)answer.StatusCode < 500, string.Join('\n', store.Told));
        Assert.Contains(answer.Content.Headers.ContentType?.MediaType, (string[])["application/json", "application/problem+json"]);
        using var document = JsonDocument.Parse(json);
        Assert.DoesNotContain("<script>", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(ActingInJson(), json);
    }

    [Fact]
    public async Task A_message_of_a_megabyte_makes_no_page_of_a_megabyte()
    {
        await using TestStore empty = await TestStore.StartAsync();
        string large = string.Concat(Enumerable.Repeat("<b>0123456789abc</b>", 50_000));
        await empty.Parts.Archive.AddAsync([.. Enumerable.Range(0, 20).Select(number => HostileStore.Anomaly(number, large))]);

        foreach (string path in (string[])["/", "/groups/0123456789abcdef"])
        {
            using HttpResponseMessage answer = await OpenAsync(empty, path);
            string html = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(html.Length < 400_000, $"{path} has {html.Length} characters");
        }
    }

    [Fact]
    public async Task Sql_in_any_parameter_is_a_value_or_a_fault()
    {
        string[] parameters = ["service", "level", "status", "order", "since", "after", "limit", "kind", "said"];
        string sql = "x' OR 1=1; DROP TABLE anomalies; -- \0\r\n\u202E\"<script>";

        foreach (string path in (string[])["/", "/groups/0123456789abcdef", "/api/v1/groups", "/api/v1/anomalies", "/api/v1/feedback", "/api/v1/audit", "/api/v1/groups/' OR 1=1 --", "/api/v1/anomalies/' OR 1=1 --", "/api/v1/feedback/1 OR 1=1"])
        {
            foreach (string parameter in parameters)
            {
                using HttpResponseMessage answer = await store.Client.GetAsync($"{path}?{parameter}={Uri.EscapeDataString(sql)}");
                Assert.True((int)answer.StatusCode < 500, $"{path} with {parameter} answers {(int)answer.StatusCode}: {string.Join('\n', store.Told)}");
            }
        }

        Assert.NotEmpty((await store.Parts.Archive.ListAsync(new AnomalyQuery())).Items);
    }

    [Fact]
    public async Task Sql_in_a_search_finds_nothing_but_itself()
    {
        foreach (string path in (string[])["/api/v1/groups/search", "/api/v1/anomalies/search"])
        {
            foreach (string text in (string[])["' OR '1'='1", "%", "_", "\\", "x') OR 1=1 --", "\0", "\u202E"])
            {
                using var body = new StringContent(JsonSerializer.Serialize(new { text = text + "is nowhere" }), Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await store.Client.PostAsync(path, body);
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{path} answers {(int)answer.StatusCode}");
                if (answer.StatusCode == HttpStatusCode.OK) Assert.DoesNotContain(HostileStore.Event, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    // As a browser does: the page of a group without a service leads to one with it.
    private static async Task<HttpResponseMessage> OpenAsync(TestStore store, string path)
    {
        HttpResponseMessage answer = await store.Client.GetAsync(path);
        if (answer.StatusCode != HttpStatusCode.Redirect) return answer;
        string place = answer.Headers.Location!.OriginalString;
        answer.Dispose();
        Assert.Matches("^/[a-z][!-~]*$", place);
        return await store.Client.GetAsync(place);
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("\\s(title|alt|aria-label|placeholder|label)=\"[^\"]*\"")]
    private static partial Regex Told();

    // Of a tag: an attribute that runs.
    [GeneratedRegex(@"<[a-z][^<>]*\son[a-z]+\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Handler();

    [GeneratedRegex(@"(href|src|action)\s*=\s*[""']?\s*javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptAddress();

    // Characters that colour, turn around or hide, as themselves or as references.
    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u200B-\u200F\u202A-\u202E\u2028\u2029\u2060-\u2069\u061C\uFEFF]|&#x?(0*1B|0*7|202E|2066|200B|FEFF);", RegexOptions.IgnoreCase)]
    private static partial Regex Acting();

    [GeneratedRegex(@"[\x00-\x09\x0B\x0C\x0E-\x1F\x7F-\x9F\u202A-\u202E\u2028\u2029\u2066-\u2069]")]
    private static partial Regex ActingInJson();
}
