using Lad.Cli.Clusters;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;

namespace Lad.Cli.Tests.Clusters;

public sealed class VerdictIndicesTests
{
    [Theory]
    [InlineData("es:", "logs-lad.scored-default", "logs-lad.anomaly-default")]
    [InlineData("es:verdicts", "verdicts", "logs-lad.anomaly-default")]
    [InlineData("es:logs-lad.anomaly-default", "logs-lad.anomaly-default", null)]
    [InlineData("-", "logs-lad.scored-default", "logs-lad.anomaly-default")]
    public void Verdicts_go_where_the_location_says_and_anomalies_beside_them(string to, string scored, string? anomalies)
    {
        LadSettings settings = Settings("es:logs", to);

        Assert.Equal((scored, anomalies), (VerdictIndices.Scored(settings), VerdictIndices.Anomalies(settings)));
    }

    [Theory]
    [InlineData("es:shop", "shop")]
    [InlineData("es:shop-*", "shop-*")]
    [InlineData("es:logs-*", "logs-*,-logs-lad.*")]
    [InlineData("es:*", "*,-logs-lad.*,-verdicts")]
    [InlineData("es:verd*,shop", "verd*,shop,-verdicts")]
    [InlineData("es:logs-*,-logs-lad.*", "logs-*,-logs-lad.*")]
    [InlineData("es:logs-lad.scored-default", "logs-lad.scored-default")]
    public void A_pattern_does_not_read_what_is_written(string from, string read) =>
        Assert.Equal(read, VerdictIndices.Source(Settings(from, "es:verdicts")));

    [Theory]
    [InlineData("es:verdicts", "es:verdicts")]
    [InlineData("es:shop,logs-lad.scored-default", "es:")]
    [InlineData("es:logs-lad.anomaly-default", "es:verdicts")]
    public void What_is_read_by_its_name_cannot_be_written(string from, string to) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandException>(() => VerdictIndices.Source(Settings(from, to))).ExitCode);

    [Fact]
    public void Verdicts_of_earlier_runs_can_be_read_by_their_name() =>
        Assert.Equal("logs-lad.scored-default", VerdictIndices.Source(Settings("es:logs-lad.scored-default", "-")));

    private static LadSettings Settings(string from, string to) => new() { Input = new InputSettings { From = Of(from) }, Output = new OutputSettings { To = Of(to) } };

    private static Location Of(string text) => Location.TryParse(text, out Location location, out string fault) ? location : throw new ArgumentException(fault, nameof(text));
}
