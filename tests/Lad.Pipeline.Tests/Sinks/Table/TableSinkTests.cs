using System.Text;
using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks.Table;

namespace Lad.Pipeline.Tests.Sinks.Table;

public sealed class TableSinkTests
{
    [Fact]
    public async Task A_verdict_is_a_line_and_an_anomaly_says_why_below()
    {
        string text = await Write(new ScoredBatch().Add("started", service: "shop", level: Severity.Info).Add("boom", score: 0.999), TableStyle.Plain);

        Assert.Equal(
            """
            2026-11-21T01:02:03.045    0.2500  info  shop: started
            2026-11-21T01:02:03.045  ! 0.9990  -     boom
                                       - never "seen"
                                       - nearest normal: started <*>

            """,
            text);
    }

    [Fact]
    public async Task An_anomaly_that_does_not_alert_says_why()
    {
        ScoredBatch scored = new ScoredBatch().Add("boom", score: 0.999);
        scored.Batch.Suppressions[0] = Lad.Pipeline.Limits.Suppression.Snooze;
        scored.Batch.Statements[0] = 12;

        Assert.Contains("- does not alert: snoozed (statement 12)\n", await Write(scored, TableStyle.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_text_cannot_act_on_the_terminal()
    {
        string text = await Write(new ScoredBatch().Add("a\e[2J\u0007b\rc\u009bd\u202ee\u007f\tf"u8), TableStyle.Plain);

        Assert.Contains("a␛[2J␇b␍c\uFFFDd\uFFFDe␡ f", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_appear_only_when_asked_for()
    {
        Assert.DoesNotContain('\e', await Write(new ScoredBatch().Add("boom", score: 0.999), TableStyle.For(isPiped: true, noColor: null, width: 80)));
        Assert.DoesNotContain('\e', await Write(new ScoredBatch().Add("boom", score: 0.999), TableStyle.For(isPiped: false, noColor: "1", width: 80)));
        Assert.Contains("\e[31m", await Write(new ScoredBatch().Add("boom", score: 0.999), TableStyle.For(isPiped: false, noColor: null, width: 80)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_message_is_cut_to_the_width()
    {
        string text = await Write(new ScoredBatch().Add(new string('x', 500)), new TableStyle { Width = 80 });

        string line = text.TrimEnd('\n');
        Assert.True(line.Length <= 80, line);
        Assert.EndsWith("x…", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("äöüß", 4, "äöüß")]
    [InlineData("äöüß", 3, "äö…")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("abäc", 3, "ab…")]
    [InlineData("äbcd", 3, "äb…")]
    public void Cut_text_never_exceeds_its_columns(string text, int columns, string expected)
    {
        var output = new OutputBuffer();
        TerminalText.Append(output, Encoding.UTF8.GetBytes(text), columns);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.Written.Span));
    }

    private static async Task<string> Write(ScoredBatch scored, TableStyle style)
    {
        var stream = new MemoryStream();
        await using var sink = new TableSink("-", stream, style);
        sink.Render(scored.Batch);
        await sink.WriteAsync(scored.Batch, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
