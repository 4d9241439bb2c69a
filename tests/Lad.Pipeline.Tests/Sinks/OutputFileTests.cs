using Lad.Pipeline.Sinks;

namespace Lad.Pipeline.Tests.Sinks;

public sealed class OutputFileTests
{
    [Fact]
    public void A_directory_in_place_of_a_file_is_named()
    {
        using var directory = new TemporaryDirectory();

        SinkException thrown = Assert.Throws<SinkException>(() => OutputFile.Open(directory.Path));

        Assert.Equal(SinkFault.NotOpened, thrown.Fault);
        Assert.Contains("it is a directory", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_directory_is_named()
    {
        using var directory = new TemporaryDirectory();

        SinkException thrown = Assert.Throws<SinkException>(() => OutputFile.Open(Path.Combine(directory.Path, "none", "x.jsonl")));

        Assert.Contains("does not exist", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_starts_anew_or_goes_on_at_the_end()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("x");
        foreach ((string text, bool append) in new[] { ("one", false), ("two", true) })
        {
            using FileStream file = OutputFile.Open(path, append);
            file.Write(System.Text.Encoding.ASCII.GetBytes(text));
        }
        Assert.Equal("onetwo", File.ReadAllText(path));

        OutputFile.Open(path).Dispose();

        Assert.Equal("", File.ReadAllText(path));
    }
}
