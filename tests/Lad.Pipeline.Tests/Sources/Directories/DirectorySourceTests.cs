using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Directories;
using Lad.Pipeline.Sources.Files;
using Lad.Pipeline.Sources.MultiLine;

namespace Lad.Pipeline.Tests.Sources.Directories;

public sealed class DirectorySourceTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ManualTimeProvider clock = new();

    public void Dispose() => directory.Dispose();

    private string In(string name) => Path.Combine(directory.Path, name);

    private DirectorySource Open(bool follow = false, string pattern = "*", string? cursor = null) => new(directory.Path, new DirectorySourceOptions
    {
        Pattern = pattern,
        Files = new FileSourceOptions { Follow = follow, CursorPath = cursor, MultiLine = MultiLineOptions.Off },
    }, clock);

    [Fact]
    public async Task Files_come_one_after_the_other_each_with_its_own_positions()
    {
        File.WriteAllText(In("b.log"), "three\n");
        File.WriteAllText(In("a.log"), "one\ntwo");
        File.WriteAllText(In("c.txt"), "left out\n");
        await using var source = Open(pattern: "*.log");

        List<SeenRecord> seen = await SourceReading.ReadAllAsync(source);

        Assert.Equal([("one", In("a.log"), 0L), ("two", In("a.log"), 4L), ("three", In("b.log"), 0L)], seen.Select(record => (record.Text, record.Stream, record.Offset)));
    }

    [Fact]
    public async Task Files_that_appear_later_are_picked_up_and_all_are_followed()
    {
        File.WriteAllText(In("a.log"), "one\n");
        await using var source = Open(follow: true);
        Assert.Equal(["one"], (await SourceFollowing.TakeAsync(source, clock, 1)).Select(record => record.Text));

        File.WriteAllText(In("b.log"), "two\n");
        File.AppendAllText(In("a.log"), "three\n");

        Assert.Equal(["three", "two"], (await SourceFollowing.TakeAsync(source, clock, 2)).Select(record => record.Text).Order());
    }

    [Fact]
    public async Task A_file_that_was_closed_for_its_quiet_goes_on_where_it_stood()
    {
        File.WriteAllText(In("a.log"), "one\n");
        await using var source = Open(follow: true);
        _ = await SourceFollowing.TakeAsync(source, clock, 1);
        await SourceFollowing.AssertQuietAsync(source, clock);

        File.AppendAllText(In("a.log"), "two\n");

        Assert.Equal([("two", 4L)], (await SourceFollowing.TakeAsync(source, clock, 1)).Select(record => (record.Text, record.Offset)));
    }

    [Fact]
    public async Task Each_file_goes_on_after_what_was_acknowledged_of_it()
    {
        string cursor = In(".cursor");
        File.WriteAllText(In("a.log"), "one\n");
        File.WriteAllText(In("b.log"), "two\n");
        await using (var first = Open(cursor: cursor)) Assert.Equal(2, (await SourceReading.ReadAllAsync(first)).Count);
        File.AppendAllText(In("a.log"), "three\n");

        await using var second = Open(cursor: cursor);

        Assert.Equal(["three"], (await SourceReading.ReadAllAsync(second)).Select(record => record.Text));
    }

    [Fact]
    public void A_missing_directory_and_a_file_in_its_place_are_named()
    {
        Assert.Contains("does not exist", Assert.Throws<SourceException>(() => new DirectorySource(In("none"), DirectorySourceOptions.Default, clock)).Message, StringComparison.Ordinal);
        File.WriteAllText(In("a.log"), "");
        Assert.Contains("is a file", Assert.Throws<SourceException>(() => new DirectorySource(In("a.log"), DirectorySourceOptions.Default, clock)).Message, StringComparison.Ordinal);
    }
}
