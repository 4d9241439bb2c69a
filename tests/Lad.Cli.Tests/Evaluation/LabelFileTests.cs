using Lad.Cli.Commands;
using Lad.Cli.Evaluation;

namespace Lad.Cli.Tests.Evaluation;

public sealed class LabelFileTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Labels_of_lines_may_be_numbers_or_words_with_a_heading() =>
        Assert.Equal([false, true, false, true, false], LabelFile.ReadLines(directory.Write("labels", "label\n0\n1\nNormal\nAnomaly\n-\n")));

    [Fact]
    public void Labels_of_sessions_are_read_with_and_without_a_heading()
    {
        Assert.Equal([("a", true), ("b", false)], LabelFile.ReadSessions(directory.Write("a.csv", "Id,Label\na,Anomaly\nb,Normal\n")).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([("x,y", true)], LabelFile.ReadSessions(directory.Write("b.csv", "\"x,y\",1\r\n")).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void What_is_no_label_is_named_with_its_line()
    {
        Assert.Contains("line 2", Assert.Throws<CommandException>(() => LabelFile.ReadLines(directory.Write("labels", "0\nmaybe\n"))).Message, StringComparison.Ordinal);
        Assert.Contains("line 2", Assert.Throws<CommandException>(() => LabelFile.ReadSessions(directory.Write("labels", "a,1\nb;0\n"))).Message, StringComparison.Ordinal);
    }
}
