using Lad.Cli.Locations;

namespace Lad.Cli.Tests.Locations;

public sealed class LocationTests
{
    [Theory]
    [InlineData("-", LocationKind.Standard, "")]
    [InlineData("app.log", LocationKind.File, "app.log")]
    [InlineData("/var/log/app.log", LocationKind.File, "/var/log/app.log")]
    [InlineData("file:app.log", LocationKind.File, "app.log")]
    [InlineData("FILE:app.log", LocationKind.File, "app.log")]
    [InlineData("file:///var/log/a b.log", LocationKind.File, "/var/log/a b.log")]
    [InlineData("file:with:colon.log", LocationKind.File, "with:colon.log")]
    [InlineData("./odd:name.log", LocationKind.File, "./odd:name.log")]
    [InlineData("dir:logs/", LocationKind.Directory, "logs/")]
    [InlineData("models:.lad/models", LocationKind.Models, ".lad/models")]
    [InlineData("kafka:lad.logs", LocationKind.Kafka, "lad.logs")]
    [InlineData("kafka:shop,bank-1", LocationKind.Kafka, "shop,bank-1")]
    [InlineData("es:", LocationKind.Elasticsearch, "")]
    [InlineData("es:logs-lad.scored-default", LocationKind.Elasticsearch, "logs-lad.scored-default")]
    [InlineData("ES:logs-*,-logs-audit-*,.ds-shop", LocationKind.Elasticsearch, "logs-*,-logs-audit-*,.ds-shop")]
    [InlineData("es:<logs-{now/d}>", LocationKind.Elasticsearch, "<logs-{now/d}>")]
    [InlineData("es:berlin:logs-*", LocationKind.Elasticsearch, "berlin:logs-*")]
    public void A_location_is_read_as_what_it_names(string text, LocationKind kind, string path)
    {
        Assert.True(Location.TryParse(text, out Location location, out _));
        Assert.Equal((kind, path), (location.Kind, location.Path));
    }

    [Fact]
    public void An_index_has_255_bytes_at_most_however_few_letters_they_are()
    {
        Assert.True(Location.TryParse("es:" + new string('a', 255), out _, out _));
        Assert.True(Location.TryParse("es:" + new string('ü', 127), out _, out _));
        Assert.False(Location.TryParse("es:" + new string('ü', 128), out _, out string fault));
        Assert.Contains("255 bytes at most", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("app.log")]
    [InlineData("dir:logs")]
    [InlineData("kafka:a,b")]
    [InlineData("es:")]
    [InlineData("es:logs-*,-logs-audit-*")]
    public void A_location_is_read_again_as_it_shows_itself(string text)
    {
        Assert.True(Location.TryParse(text, out Location location, out _));
        Assert.True(Location.TryParse(location.ToString(), out Location again, out _));
        Assert.Equal(location, again);
    }

    [Theory]
    [InlineData("", "a location is needed")]
    [InlineData("file:", "needs a path")]
    [InlineData("ftp:host", "no known kind")]
    [InlineData("kafka:", "needs a topic")]
    [InlineData("kafka:lad logs", "'lad logs' is no topic's name")]
    [InlineData("kafka:a,", "'' is no topic's name")]
    [InlineData("es:Logs-app", "they are in lower case, such as logs-app")]
    [InlineData("es:logs app", "none holds ' '")]
    [InlineData("es:logs/app", "none holds '/'")]
    [InlineData("es:_all", "none begins with -, _ or +")]
    [InlineData("es:+logs", "none begins with -, _ or +")]
    [InlineData("es:-logs", "nothing stands before it")]
    [InlineData("es:logs,", "needs a name")]
    [InlineData("es:..", "'..' is no index's name")]
    [InlineData("es::logs", "no cluster before the colon")]
    [InlineData("es:<>", "no date math")]
    public void A_location_that_names_nothing_known_is_refused_with_what_to_write(string text, string reason)
    {
        Assert.False(Location.TryParse(text, out _, out string fault));
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }
}
