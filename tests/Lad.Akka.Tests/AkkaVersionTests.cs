namespace Lad.Akka.Tests;

public sealed class AkkaVersionTests
{
    [Theory]
    [InlineData("1.5.30.0")]
    [InlineData("1.5.39.0")]
    [InlineData("1.4.51.0")]
    public void A_version_that_loses_records_is_refused_with_what_to_do(string version)
    {
        string message = Assert.Throws<NotSupportedException>(() => AkkaVersion.Check(Version.Parse(version))).Message;

        Assert.Equal($"Akka.Streams {version[..^2]} loses records (akka.net#7518): build with 1.5.40 or later, or set Pipeline:Engine to dataflow", message);
    }

    [Theory]
    [InlineData("1.5.40")]
    [InlineData("1.5.40.0")]
    [InlineData("1.6.0.0")]
    [InlineData("2.0.0.0")]
    public void Later_ones_are_taken(string version) => AkkaVersion.Check(Version.Parse(version));

    [Fact]
    public void What_was_loaded_is_known() => Assert.True(AkkaVersion.Loaded >= AkkaVersion.Least, $"{AkkaVersion.Loaded}");
}
