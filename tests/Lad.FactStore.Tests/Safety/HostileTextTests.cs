using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

/// <summary>Text from logs is whatever someone made a program write.</summary>
public sealed partial class HostileTextTests
{
    private const ulong Fingerprint = 0x0123456789abcdef;
    private const string Event = "0123456789abcdef0123456789abcdef";

    private static readonly string[] texts =
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'--></style></title></textarea><svg/onload=alert(1)>",
        "javascript:alert(1)",
        "\u202Etxt.exe\u202C \u2066\u2069\u200B\uFEFF\u061C",
        "\u001B[31mred\u001B]0;title\u0007\u009B2J",
        "nul\0bell\u0007 back\b line\r\nSet-Cookie: lad=1\u2028\u2029",
        "' OR 1=1; DROP TABLE anomalies; --",
        "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> @(7*7)",
        "=HYPERLINK(\"http://evil.example\")",
        "lone \uD800 half",
    ];

    public static TheoryData<string> Pages => ["/", "/?status=all", "/groups/0123456789abcdef", "/live", "/status", "/audit", "/models"];

    public static TheoryData<string> Answers =>
    [
        "/api/v1/groups", "/api/v1/groups/0123456789abcdef", "/api/v1/anomalies", $"/api/v1/anomalies/{Event}", "/api/v1/services", "/api/v1/status", "/api/v1/audit", "/api/v1/feedback", "/api/v1/openapi.json", "/api/metadata", "/api/false_positive",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_shows_it_and_does_not_obey_it(string path)
    {
        await using TestStore store = await HostileAsync();

        using HttpResponseMessage answer = await store.Client.GetAsync(path);
        string html = await answer.Content.ReadAsStringAsync();

        Assert.True((int)answer.StatusCode < 500, string.Join('\n', store.Told));
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<svg/onload", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(Handler(), html);
        Assert.DoesNotMatch(ScriptAddress(), html);
        Assert.DoesNotMatch(Acting(), html);
        Assert.False(answer.Headers.Contains("Set-Cookie") && answer.Headers.GetValues("Set-Cookie").Any(cookie => cookie.StartsWith("lad=1", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_to_a_program_is_json_and_cannot_be_taken_for_a_page(string path)
    {
        await using TestStore store = await HostileAsync();

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
        await using TestStore store = await TestStore.StartAsync();
        string large = string.Concat(Enumerable.Repeat("<b>0123456789abc</b>", 50_000));
        await store.Parts.Archive.AddAsync([.. Enumerable.Range(0, 20).Select(number => Anomaly(number, large))]);

        foreach (string path in (string[])["/", "/groups/0123456789abcdef"])
        {
            string html = await store.Client.GetStringAsync(path);
            Assert.True(html.Length < 400_000, $"{path} has {html.Length} characters");
        }
    }

    [Fact]
    public async Task Sql_in_any_parameter_is_a_value_or_a_fault()
    {
        await using TestStore store = await HostileAsync();
        string[] parameters = ["service", "level", "status", "order", "since", "until", "after", "limit", "fingerprint", "kind", "min_score", "said", "range"];

        foreach (string path in (string[])["/", "/groups/0123456789abcdef", "/api/v1/groups", "/api/v1/anomalies", "/api/v1/feedback", "/api/v1/audit", "/api/v1/groups/' OR 1=1 --", "/api/v1/anomalies/' OR 1=1 --", "/api/v1/feedback/1 OR 1=1"])
        {
            foreach (string parameter in parameters)
            {
                foreach (string value in texts)
                {
                    if (value.Contains('\uD800', StringComparison.Ordinal)) continue;
                    using HttpResponseMessage answer = await store.Client.GetAsync($"{path}?{parameter}={Uri.EscapeDataString(value)}");
                    Assert.True((int)answer.StatusCode < 500, $"{path} with {parameter}={value} answers {(int)answer.StatusCode}: {string.Join('\n', store.Told)}");
                }
            }
        }

        Assert.NotEmpty((await store.Parts.Archive.ListAsync(new AnomalyQuery())).Items);
    }

    [Fact]
    public async Task Sql_in_a_search_finds_nothing_but_itself()
    {
        await using TestStore store = await HostileAsync();

        foreach (string path in (string[])["/api/v1/groups/search", "/api/v1/anomalies/search"])
        {
            foreach (string text in (string[])["' OR '1'='1", "%", "_", "\\", "x') OR 1=1 --", "\0", "\u202E"])
            {
                using var body = new StringContent(JsonSerializer.Serialize(new { text = text + "is nowhere" }), Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await store.Client.PostAsync(path, body);
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{path} answers {(int)answer.StatusCode}");
                if (answer.StatusCode == HttpStatusCode.OK) Assert.DoesNotContain(Event, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    private static async Task<TestStore> HostileAsync()
    {
        TestStore store = await TestStore.StartAsync();
        await store.Parts.Archive.AddAsync([.. texts.Select((text, number) => Anomaly(number, text))]);
        return store;
    }

    private static AnomalyRecord Anomaly(int number, string text) => new()
    {
        EventId = number == 0 ? Event : $"{number:x32}",
        At = new DateTimeOffset(2026, 11, 20, 23, 0, number, TimeSpan.Zero),
        Fingerprint = Fingerprint,
        Service = text.Length > 200 ? text[..200] : text,
        Level = text.Length > 200 ? "error" : text,
        Message = text,
        Template = text,
        Nearest = text,
        Score = 0.999,
        Threshold = 0.99,
        Words = [new WordWeight(text, 1)],
        NovelWords = [text],
        Reasons = [text],
        Model = text.Length > 200 ? "default/1" : text,
        TraceId = text.Length > 200 ? "" : text,
    };

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
