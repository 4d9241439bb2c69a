using Lad.Cli.Demo.Shop;

namespace Lad.Cli.Tests.Demo;

public sealed class ShopLogTests
{
    [Fact]
    public void The_same_seed_gives_the_same_lines_and_another_seed_others()
    {
        Assert.Equal(new ShopLog(1).WatchedHour().Select(line => line.Text), new ShopLog(1).WatchedHour().Select(line => line.Text));
        Assert.NotEqual(new ShopLog(1).WatchedHour().Select(line => line.Text), new ShopLog(2).WatchedHour().Select(line => line.Text));
    }

    [Fact]
    public void Lines_come_in_the_order_of_time_and_inside_their_hours()
    {
        var log = new ShopLog(1);

        Assert.Equal(log.QuietHours().OrderBy(line => line.Time), log.QuietHours());
        Assert.All(log.QuietHours(), line => Assert.InRange(line.Time, ShopLog.Opening, ShopLog.Watch));
        Assert.All(log.WatchedHour(), line => Assert.InRange(line.Time, ShopLog.Watch, ShopLog.Closing));
    }

    [Fact]
    public void Incidents_fall_into_the_watch_alone_and_every_one_of_them_does()
    {
        var log = new ShopLog(3);

        Assert.All(log.QuietHours(), line => Assert.Null(line.Incident));
        Assert.Equal(log.Incidents.Select(incident => incident.Name), log.WatchedHour().Select(line => line.Incident?.Name).OfType<string>().Distinct());
    }

    [Fact]
    public void One_incident_shows_at_the_level_INFO_alone() =>
        Assert.Contains(new ShopLog(1).WatchedHour().Where(line => line.Incident is not null).GroupBy(line => line.Incident), incident => incident.All(line => line.Level == "INFO"));

    [Fact]
    public void JSON_logfmt_and_plain_lines_are_mixed()
    {
        string[] lines = [.. new ShopLog(1).WatchedHour().Select(line => line.Text)];

        Assert.Contains(lines, line => line.StartsWith('{'));
        Assert.Contains(lines, line => line.StartsWith("ts=", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("2026-", StringComparison.Ordinal));
    }
}
