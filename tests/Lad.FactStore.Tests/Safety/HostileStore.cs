using Lad.FactStore.Anomalies;
using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

/// <summary>A store whose anomalies hold hostile text wherever they hold text.</summary>
public sealed class HostileStore : IAsyncLifetime
{
    /// <summary>The fingerprint of all of them.</summary>
    public const ulong Fingerprint = 0x0123456789abcdef;

    /// <summary>The event of the first.</summary>
    public const string Event = "0123456789abcdef0123456789abcdef";

    /// <summary>What they hold.</summary>
    public static IReadOnlyList<string> Texts { get; } =
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

    internal TestStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await TestStore.StartAsync();
        await Store.Parts.Archive.AddAsync([.. Texts.Select((text, number) => Anomaly(number, text))]);
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>An anomaly with a text everywhere.</summary>
    public static AnomalyRecord Anomaly(int number, string text) => new()
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
}
