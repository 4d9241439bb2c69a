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
    public void A_location_is_read_as_what_it_names(string text, LocationKind kind, string path)
    {
        Assert.True(Location.TryParse(text, out Location location, out _));
        Assert.Equal((kind, path), (location.Kind, location.Path));
    }

    [Theory]
    [InlineData("", "a location is needed")]
    [InlineData("file:", "needs a path")]
    [InlineData("ftp:host", "no known kind")]
    [InlineData("kafka:", "needs a topic")]
    [InlineData("kafka:lad logs", "'lad logs' is no topic's name")]
    [InlineData("kafka:a,", "'' is no topic's name")]
    [InlineData("es:logs-*", "not in this build yet")]
    public void A_location_that_names_nothing_known_is_refused_with_what_to_write(string text, string reason)
    {
        Assert.False(Location.TryParse(text, out _, out string fault));
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }
}
