using System.IO.Compression;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Files;
using Lad.Pipeline.Sources.Lines;

namespace Lad.Pipeline.Tests.Sources.Files;

[Collection(nameof(MeasuredAlone))]
public sealed class FileSourceTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    private string File(string name, string content)
    {
        string path = Path.Combine(directory.Path, name);
        System.IO.File.WriteAllText(path, content, System.Text.Encoding.Latin1);
        return path;
    }

    private static FileSource Open(string path, LineOptions? lines = null) =>
        new(path, new FileSourceOptions { Lines = lines ?? LineOptions.Default }, new ManualTimeProvider());

    [Fact]
    public async Task Lines_are_records_with_their_positions_whatever_ends_them()
    {
        string path = File("app.log", "one\ntwo\r\n\nlast");
        await using var source = Open(path);

        var seen = await SourceReading.ReadAllAsync(source);

        Assert.Equal(
            [
                new SeenRecord("one", path, 0, 4, RecordFlags.None),
                new SeenRecord("two", path, 4, 9, RecordFlags.None),
                new SeenRecord("", path, 9, 10, RecordFlags.None),
                new SeenRecord("last", path, 10, 14, RecordFlags.None),
            ],
            seen);
        Assert.Equal((14L, 4L, 4L), (source.Counters.Bytes, source.Counters.Lines, source.Counters.Records));
    }

    [Fact]
    public async Task An_empty_file_has_no_records()
    {
        await using var source = Open(File("empty.log", ""));

        Assert.Empty(await SourceReading.ReadAllAsync(source));
    }

    [Fact]
    public async Task NUL_bytes_and_bytes_that_are_not_UTF_8_are_kept()
    {
        await using var source = Open(File("binary.log", "a\0b\n\xFF\xFE\n"));

        Assert.Equal(["a\0b", "\xFF\xFE"], (await SourceReading.ReadAllAsync(source)).Select(record => record.Text));
    }

    [Fact]
    public async Task A_line_of_100_MB_is_cut_in_bounded_memory_and_the_next_line_is_where_it_is()
    {
        string path = Path.Combine(directory.Path, "long.log");
        const long Length = 100_000_000;
        using (var file = new FileStream(path, FileMode.Create))
        {
            file.Write("first\n"u8);
            byte[] block = new byte[1_000_000];
            Array.Fill(block, (byte)'x');
            for (int i = 0; i < Length / block.Length; i++) file.Write(block);
            file.Write("\nlast\n"u8);
        }
        await using var source = Open(path);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        var seen = await SourceReading.ReadAllAsync(source);

        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 24_000_000);
        Assert.Equal(["first", "last"], [seen[0].Text, seen[2].Text]);
        Assert.Equal((1024 * 1024, RecordFlags.Truncated, 6L, 7 + Length), (seen[1].Text.Length, seen[1].Flags, seen[1].Offset, seen[1].Next));
        Assert.Equal(7 + Length, seen[2].Offset);
        Assert.Equal((1L, Length - 1024 * 1024), (source.Counters.TruncatedRecords, source.Counters.DroppedBytes));
    }

    [Theory]
    [InlineData(256, RecordFlags.None)]
    [InlineData(257, RecordFlags.Truncated)]
    public async Task A_line_is_cut_only_beyond_the_limit(int length, RecordFlags flags)
    {
        await using var source = Open(File("edge.log", new string('x', length) + "\r\ny\n"), new LineOptions { MaxRecordBytes = 256, ReadBytes = 4096 });

        var seen = await SourceReading.ReadAllAsync(source);

        Assert.Equal((256, flags, "y"), (seen[0].Text.Length, seen[0].Flags, seen[1].Text));
    }

    [Fact]
    public async Task A_gzip_file_is_unpacked()
    {
        string path = Path.Combine(directory.Path, "app.log.gz");
        using (var packed = new GZipStream(System.IO.File.Create(path), CompressionLevel.Fastest)) packed.Write("one\ntwo\n"u8);
        await using var source = Open(path);

        Assert.Equal([("one", 0L), ("two", 4L)], (await SourceReading.ReadAllAsync(source)).Select(record => (record.Text, record.Offset)));
    }

    [Fact]
    public async Task A_file_that_only_claims_to_be_gzip_is_named_with_what_to_do()
    {
        await using var source = Open(File("app.log.gz", "plain words, no gzip at all\n"));

        var thrown = await Assert.ThrowsAsync<SourceException>(() => SourceReading.ReadAllAsync(source));

        Assert.Contains("gzip", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named_before_anything_starts()
    {
        string path = Path.Combine(directory.Path, "missing.log");

        var thrown = Assert.Throws<SourceException>(() => Open(path));

        Assert.Equal(path, thrown.SourceName);
        Assert.Contains("does not exist", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_in_place_of_a_file_is_named_before_anything_starts() =>
        Assert.Contains("is a directory", Assert.Throws<SourceException>(() => Open(directory.Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unreadable_file_is_named_before_anything_starts()
    {
        string path = File("secret.log", "x\n");
        if (OperatingSystem.IsWindows() || Environment.UserName == "root") return;
        System.IO.File.SetUnixFileMode(path, UnixFileMode.None);

        Assert.Contains("grant read permission", Assert.Throws<SourceException>(() => Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_options_are_listed_at_once()
    {
        var options = new FileSourceOptions { Lines = new LineOptions { MaxRecordBytes = 1, ReadBytes = 1 } };

        Assert.Equal(2, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => new FileSource(File("a.log", ""), options, new ManualTimeProvider()));
    }
}
