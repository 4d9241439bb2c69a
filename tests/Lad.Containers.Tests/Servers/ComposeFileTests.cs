using Lad.Cli.Tests;

namespace Lad.Containers.Tests.Servers;

public sealed class ComposeFileTests
{
    [Theory]
    [InlineData("kafka")]
    [InlineData("elasticsearch")]
    public void A_server_s_image_has_a_name_and_a_version(string service) => Assert.Matches(@"^\S+:[0-9]+\.[0-9]+\.[0-9]+$", ComposeFile.Image(service));

    [Fact]
    public void Connect_is_built_from_a_file_that_is_there()
    {
        (string context, string dockerfile) = ComposeFile.Build("connect");

        Assert.True(File.Exists(Path.Combine(context, dockerfile)), dockerfile);
    }

    [Fact]
    public void What_is_connected_are_topics_of_verdicts() => Assert.Equal(["lad.anomalies", "lad.scored"], ComposeFile.ConnectedTopics());

    [Fact]
    public void A_service_that_is_not_there_is_named() => Assert.Contains("zookeeper", Assert.Throws<InvalidOperationException>(() => ComposeFile.Image("zookeeper")).Message, StringComparison.Ordinal);

    /// <summary>No image is named a second time.</summary>
    [Fact]
    public void The_tests_name_no_image_of_their_own()
    {
        string[] images = [ComposeFile.Image("kafka").Split(':')[0], ComposeFile.Image("elasticsearch").Split(':')[0]];

        foreach (string file in Directory.EnumerateFiles(RepositoryRoot.PathTo("tests", "Lad.Containers.Tests"), "*.cs", SearchOption.AllDirectories))
            Assert.All(images, image => Assert.DoesNotContain(image, File.ReadAllText(file), StringComparison.Ordinal));
    }
}
