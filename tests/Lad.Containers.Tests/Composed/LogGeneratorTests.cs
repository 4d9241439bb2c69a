namespace Lad.Containers.Tests.Composed;

public sealed class LogGeneratorTests
{
    [Fact]
    public async Task Its_normal_lines_are_read_and_none_is_of_an_incident()
    {
        IReadOnlyList<LogLine> lines = await LogGenerator.RunAsync(rate: 50, seconds: 2, incidents: false);

        Assert.Equal(100, lines.Count);
        Assert.DoesNotContain(lines, line => line.IsIncident);
        Assert.True(lines.Select(line => line.Service).Distinct().Count() > 1);
    }

    [Fact]
    public async Task With_incidents_each_second_has_a_line_more()
    {
        IReadOnlyList<LogLine> lines = await LogGenerator.RunAsync(rate: 3, seconds: 2, incidents: true);

        Assert.Equal(8, lines.Count);
        Assert.Equal(2, lines.Count(line => line.IsIncident));
    }

    [Theory]
    [InlineData("started")]
    [InlineData("{}")]
    [InlineData("""{"@timestamp":"2026-01-01T00:00:00Z","log":{"level":""},"service":{"name":"shop"},"message":"started"}""")]
    public void What_is_no_line_of_it_is_refused(string text) => Assert.Contains(text, Assert.Throws<FormatException>(() => LogLine.Parse(text)).Message, StringComparison.Ordinal);
}
