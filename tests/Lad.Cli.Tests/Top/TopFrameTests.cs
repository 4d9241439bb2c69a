using Lad.Cli.Top;
using Lad.Cli.Top.Drawing;

namespace Lad.Cli.Tests.Top;

public sealed class TopFrameTests : IDisposable
{
    private readonly SampleInstance first = new(), second = new("http://10.0.0.5:8080");

    public TopFrameTests() => first.Look(SampleInstance.Metrics(1)).Look(SampleInstance.Metrics(2), 1,
        SampleInstance.Anomaly("disk <*> is full"), SampleInstance.Anomaly("\e]0;title\a\u202Eodd 漢字漢字漢字 " + new string('x', 300)), SampleInstance.Anomaly("slow answer", suppressed: "snooze"));

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 50)]
    [InlineData(300, 100)]
    public void All_that_matters_is_on_the_screen_and_nothing_is_wider_or_longer(int width, int height)
    {
        string[] lines = Draw(new TopState([first.View]), width, height);

        string screen = string.Join('\n', lines);
        Assert.InRange(lines.Length, 1, height);
        Assert.All(lines, line => Assert.InRange(CellWidth.Of(line), 0, width));
        Assert.All(new[]
        {
            "lad-scorer", "0.1.0", "ready", "2h00m", "scoring with shop v7", "1k/s", "2,000 read = 1,485 scored + 2 dead + 1 filtered + 512 in flight", "1,180↑ of 2 partitions", "lad.logs/1 980↓", "version v7", "2h03m", "0.9950",
            "swaps 3", "refused 1", "0.5%", "150%", "210M", "500µs", "███", "3/8", "COMPONENT", "LATEST ANOMALIES", "disk <*> is full", "0.9991",
        }, part => Assert.Contains(part, screen, StringComparison.Ordinal));
    }

    [Fact]
    public void What_comes_again_and_again_takes_one_line_and_on_a_short_screen_what_takes_least_time_gives_way()
    {
        first.Look(SampleInstance.Metrics(3), 1, SampleInstance.Anomaly("tape jammed"), SampleInstance.Anomaly("tape jammed"), SampleInstance.Anomaly("tape jammed", "cart"), SampleInstance.Anomaly("tape jammed"));

        string[] lines = Draw(new TopState([first.View]), 80, 20);

        Assert.Single(lines, line => line.Contains("3x tape jammed", StringComparison.Ordinal));
        Assert.Matches("cart +tape jammed", lines[^1]);
        Assert.Contains(lines, line => line.StartsWith("  mask", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("more, which take less time", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_of_an_instance_cannot_act_on_the_terminal()
    {
        string screen = string.Join('\n', Draw(new TopState([first.View]), 160, 50));

        Assert.DoesNotContain('\e', screen);
        Assert.DoesNotContain('\a', screen);
        Assert.DoesNotContain('\u202E', screen);
        Assert.Contains("漢字", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 4)]
    [InlineData(40, 10)]
    [InlineData(80, 12)]
    public void A_small_screen_is_kept_too(int width, int height)
    {
        string[] lines = Draw(new TopState([first.View, second.View]), width, height);

        Assert.InRange(lines.Length, 1, height);
        Assert.All(lines, line => Assert.InRange(CellWidth.Of(line), 0, width));
    }

    [Fact]
    public void Several_instances_have_a_line_each_and_one_together_and_one_that_does_not_answer_says_since_when()
    {
        second.Look(SampleInstance.Metrics(1)).Look(SampleInstance.Metrics(2));
        string both = string.Join('\n', Draw(new TopState([first.View, second.View]), 80, 24));
        Assert.Contains("▸ 127.0.0.1:8080", both, StringComparison.Ordinal);
        Assert.Contains("10.0.0.5:8080", both, StringComparison.Ordinal);
        Assert.Matches("all 2 +2k +2k +6 +4", both);

        second.Fails("Connection refused").Fails("Connection refused");
        string one = string.Join('\n', Draw(new TopState([first.View, second.View]) { Selected = 1 }, 120, 30));
        string since = second.View.AwaySince!.Value.LocalDateTime.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"away since {since}: Connection refused; it is asked on", one, StringComparison.Ordinal);
        Assert.Matches("all 2 +1k +1k +3 +2", one);
    }

    [Fact]
    public void What_is_not_measured_is_a_dash()
    {
        second.Look("lad_received_records_total 5").Look("lad_received_records_total 5");

        string row = Draw(new TopState([second.View]), 80, 24)[2];

        Assert.Matches("ready +- +0 +- +- +- +- +-$", row);
    }

    [Fact]
    public void Colours_are_sent_only_when_wanted() =>
        Assert.Contains("\e[32mready", string.Concat(TopFrame.Draw(new TopState([first.View]), 80, 24).Select(line => line.Render(80, colour: true))), StringComparison.Ordinal);

    private static string[] Draw(TopState state, int width, int height) => [.. TopFrame.Draw(state, width, height).Select(line => line.Render(width, colour: false))];
}
