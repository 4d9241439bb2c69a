using FsCheck;
using FsCheck.Fluent;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Files;

namespace Lad.Pipeline.Tests.Sources.Cursors;

public sealed class FileCursorTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ManualTimeProvider clock = new();
    private readonly string path;
    private readonly string cursor;

    public FileCursorTests()
    {
        path = Path.Combine(directory.Path, "app.log");
        cursor = Path.Combine(directory.Path, "state", "cursor.json");
    }

    public void Dispose() => directory.Dispose();

    private FileSource Open(bool follow = false) => new(path, new FileSourceOptions { CursorPath = cursor, Follow = follow }, clock);

    [Fact]
    public async Task What_was_acknowledged_is_not_read_again()
    {
        File.WriteAllText(path, "one\ntwo\n");
        await using (var first = Open()) Assert.Equal(2, (await SourceReading.ReadAllAsync(first)).Count);
        File.AppendAllText(path, "three\n");

        await using var second = Open();

        Assert.Equal(["three"], (await SourceReading.ReadAllAsync(second)).Select(record => record.Text));
    }

    [Fact]
    public async Task Reading_goes_on_in_a_file_that_was_rotated_meanwhile()
    {
        File.WriteAllText(path, "one\ntwo\n");
        await using (var first = Open(follow: true))
        {
            var batch = new RecordBatch(1);
            Assert.True(await first.ReadAsync(batch, default));
            await first.AcknowledgeAsync(batch, default);
        }
        File.Move(path, path + ".1");
        File.WriteAllText(path, "three\n");

        await using var second = Open(follow: true);

        Assert.Equal(["two", "three"], (await SourceFollowing.TakeAsync(second, clock, 2)).Select(record => record.Text));
    }

    [Fact]
    public async Task A_file_that_was_truncated_meanwhile_is_read_from_its_start()
    {
        File.WriteAllText(path, "08:00 one\n");
        await using (var first = Open()) _ = await SourceReading.ReadAllAsync(first);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write)) file.SetLength(0);
        File.AppendAllText(path, "09:00 two\n09:01 three\n");

        await using var second = Open();

        Assert.Equal(["09:00 two", "09:01 three"], (await SourceReading.ReadAllAsync(second)).Select(record => record.Text));
    }

    [Theory]
    [InlineData("not json", "is damaged")]
    [InlineData("{\"version\":9,\"source\":\"x\",\"files\":[]}", "is not of version 1")]
    [InlineData("{\"version\":1,\"source\":\"file:/other.log\",\"files\":[]}", "belongs to file:/other.log")]
    public void A_cursor_that_cannot_be_used_is_refused_with_the_reason(string content, string reason)
    {
        File.WriteAllText(path, "one\n");
        Directory.CreateDirectory(Path.GetDirectoryName(cursor)!);
        File.WriteAllText(cursor, content);

        SourceException refused = Assert.Throws<SourceException>(() => Open());

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(cursor, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Wherever a run ends, the next one starts at the first record that was not acknowledged.</summary>
    [Fact]
    public void Resuming_from_any_acknowledged_point_gives_exactly_the_rest() => Prop.ForAll<int, int, int>((lines, stop, size) =>
    {
        string[] all = [.. Enumerable.Range(0, Math.Abs(lines % 40)).Select(i => $"line {i} {new string('x', i * 7 % 50)}")];
        File.WriteAllText(path, string.Join('\n', all));
        if (File.Exists(cursor)) File.Delete(cursor);
        int capacity = Math.Abs(size % 7) + 1;
        List<string> delivered = ReadSome(Math.Abs(stop % 12), capacity);
        List<string> rest = ReadSome(int.MaxValue, capacity);
        return delivered.Concat(rest).SequenceEqual(all);
    }).QuickCheckThrowOnFailure();

    private List<string> ReadSome(int batches, int capacity)
    {
        var delivered = new List<string>();
        FileSource source = Open();
        try
        {
            var batch = new RecordBatch(capacity);
            while (batches-- > 0 && source.ReadAsync(batch, default).AsTask().GetAwaiter().GetResult())
            {
                delivered.AddRange(SourceReading.Records(batch).Select(record => record.Text));
                source.AcknowledgeAsync(batch, default).AsTask().GetAwaiter().GetResult();
                batch.Clear();
            }
        }
        finally
        {
            source.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        return delivered;
    }
}
