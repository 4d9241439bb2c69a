using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Files;
using Lad.Pipeline.Sources.MultiLine;

namespace Lad.Pipeline.Tests.Sources.Files;

public sealed class FileFollowTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ManualTimeProvider clock = new();
    private readonly string path;

    public FileFollowTests() => path = Path.Combine(directory.Path, "app.log");

    public void Dispose() => directory.Dispose();

    private FileSource Follow(StartPosition start = StartPosition.Beginning) =>
        new(path, new FileSourceOptions { Follow = true, Start = start, MultiLine = MultiLineOptions.Off }, clock);

    private async Task<string[]> TakeAsync(IRecordSource source, int count) =>
        [.. (await SourceFollowing.TakeAsync(source, clock, count)).Select(record => record.Text)];

    [Fact]
    public async Task Lines_that_are_added_later_are_handed_on()
    {
        File.WriteAllText(path, "one\ntw");
        await using var source = Follow();
        Assert.Equal(["one"], await TakeAsync(source, 1));

        File.AppendAllText(path, "o\nthree\n");

        Assert.Equal(["two", "three"], await TakeAsync(source, 2));
    }

    [Fact]
    public async Task A_file_that_is_not_there_yet_is_waited_for()
    {
        await using var source = Follow();
        await SourceFollowing.AssertQuietAsync(source, clock);

        File.WriteAllText(path, "born\n");

        Assert.Equal(["born"], await TakeAsync(source, 1));
    }

    [Fact]
    public async Task Following_from_the_end_leaves_out_what_is_there()
    {
        File.WriteAllText(path, "old\n");
        await using var source = Follow(StartPosition.End);
        await SourceFollowing.AssertQuietAsync(source, clock);

        File.AppendAllText(path, "new\n");

        Assert.Equal(["new"], await TakeAsync(source, 1));
    }

    [Fact]
    public async Task The_end_is_where_it_was_when_the_source_was_opened()
    {
        File.WriteAllText(path, "old\n");
        await using var source = Follow(StartPosition.End);

        File.AppendAllText(path, "new\n");

        Assert.Equal(["new"], await TakeAsync(source, 1));
    }

    [Fact]
    public async Task A_line_that_was_half_written_at_the_end_is_read_whole()
    {
        File.WriteAllText(path, "old\nha");
        await using var source = Follow(StartPosition.End);
        await SourceFollowing.AssertQuietAsync(source, clock);

        File.AppendAllText(path, "lf\n");

        Assert.Equal(["half"], await TakeAsync(source, 1));
    }

    [Fact]
    public async Task A_renamed_file_is_finished_before_the_new_one_starts()
    {
        File.WriteAllText(path, "one\n");
        await using var source = Follow();
        Assert.Equal(["one"], await TakeAsync(source, 1));

        File.Move(path, path + ".1");
        File.AppendAllText(path + ".1", "two\nthree without an end");
        File.WriteAllText(path, "four\n");

        Assert.Equal(["two", "three without an end", "four"], await TakeAsync(source, 3));
        Assert.Equal(1, source.Counters.Rotations);
    }

    [Fact]
    public async Task A_truncated_file_is_read_again_from_its_start_under_another_identity()
    {
        File.WriteAllText(path, "one\ntwo\n");
        await using var source = Follow();
        List<SeenRecord> before = await SourceFollowing.TakeAsync(source, clock, 2);
        await SourceFollowing.AssertQuietAsync(source, clock);

        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write)) file.SetLength(0);
        File.AppendAllText(path, "new\n");

        List<SeenRecord> after = await SourceFollowing.TakeAsync(source, clock, 1);
        Assert.Equal("new", after[0].Text);
        Assert.Equal(before[0].Offset, after[0].Offset);
        Assert.Equal(1, source.Counters.Truncations);
    }

    [Fact]
    public async Task A_file_that_was_truncated_and_grew_beyond_its_old_length_is_noticed()
    {
        File.WriteAllText(path, "08:00 one\n");
        await using var source = Follow();
        _ = await TakeAsync(source, 1);
        await SourceFollowing.AssertQuietAsync(source, clock);

        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write)) file.SetLength(0);
        File.AppendAllText(path, "09:00 a line that is longer than all there was before\n");

        Assert.Equal(["09:00 a line that is longer than all there was before"], await TakeAsync(source, 1));
    }
}
