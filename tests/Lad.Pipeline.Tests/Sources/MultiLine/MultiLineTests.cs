using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Lines;
using Lad.Pipeline.Sources.MultiLine;
using Lad.Pipeline.Sources.Pipes;

namespace Lad.Pipeline.Tests.Sources.MultiLine;

public sealed class MultiLineTests
{
    private static async Task<List<SeenRecord>> ReadAsync(string text, MultiLineOptions? options = null, int capacity = 512, int readBytes = 256 * 1024, int chunk = int.MaxValue)
    {
        var stream = new ChoppedStream(System.Text.Encoding.Latin1.GetBytes(text), chunk);
        var source = new PipeSource(stream, "stdin", new PipeSourceOptions { MultiLine = options ?? MultiLineOptions.Default, Lines = new LineOptions { ReadBytes = readBytes } }, new ManualTimeProvider());
        await using (source) return await SourceReading.ReadAllAsync(source, capacity);
    }

    [Fact]
    public async Task A_stack_trace_is_one_record_that_spans_its_lines()
    {
        const string Log = "2026-01-01 00:00:00 ERROR failed\njava.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\nCaused by: x\n\t... 12 more\n2026-01-01 00:00:00 INFO next\n";

        List<SeenRecord> seen = await ReadAsync(Log);

        Assert.Equal(2, seen.Count);
        Assert.StartsWith("2026-01-01 00:00:00 ERROR failed\njava.lang", seen[0].Text, StringComparison.Ordinal);
        Assert.Equal((0L, (long)Log.IndexOf("2026-01-01 00:00:00 INFO", StringComparison.Ordinal), RecordFlags.MultiLine), (seen[0].Offset, seen[0].Next, seen[0].Flags));
        Assert.Equal("2026-01-01 00:00:00 INFO next", seen[1].Text);
    }

    [Fact]
    public async Task JSON_lines_are_never_joined()
    {
        List<SeenRecord> seen = await ReadAsync("{\"message\":\"a\"}\n  {\"message\":\"b\"}\n{\"message\":\"c\"}\n");

        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task A_pattern_says_where_events_start()
    {
        List<SeenRecord> seen = await ReadAsync("#1 a\nb\nc\n#2 d\n", new MultiLineOptions { Mode = MultiLineMode.Pattern, StartPattern = "^#\\d" });

        Assert.Equal(["#1 a\nb\nc", "#2 d"], seen.Select(record => record.Text));
    }

    [Fact]
    public async Task An_event_of_too_many_lines_is_cut_into_flagged_records_and_loses_nothing()
    {
        string log = "start\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"  {i}\n"));

        List<SeenRecord> seen = await ReadAsync(log, new MultiLineOptions { MaxLines = 4 });

        Assert.Equal(log.TrimEnd('\n'), string.Join('\n', seen.Select(record => record.Text)));
        Assert.True(seen[0].Flags.HasFlag(RecordFlags.Truncated));
    }

    [Fact]
    public async Task An_event_that_waits_is_handed_on_after_the_timeout()
    {
        var clock = new ManualTimeProvider();
        var pipe = new Pipe();
        await using var source = new PipeSource(pipe.Reader.AsStream(), "stdin", PipeSourceOptions.Default, clock);
        await pipe.Writer.WriteAsync("only line\n"u8.ToArray());
        var batch = new RecordBatch(8);

        ValueTask<bool> waiting = source.ReadAsync(batch, default);
        Assert.False(waiting.IsCompleted);
        clock.Advance(MultiLineOptions.Default.FlushTimeout);

        Assert.True(await waiting);
        Assert.Equal(["only line"], SourceReading.Records(batch).Select(record => record.Text));
    }

    /// <summary>How the bytes arrive and how large batches are makes no difference to records and positions.</summary>
    [Fact]
    public void Chunks_and_batch_sizes_do_not_change_the_records() => Prop.ForAll<NonEmptyArray<byte>, PositiveInt, PositiveInt>((shape, chunk, capacity) =>
    {
        string[] pieces = ["event one", "\n", "\r\n", "  indented", "\tat x(y)", "{\"a\":1}", "Caused by: z", "\0\xFF", new string('w', 300), "\n", "\n"];
        string text = string.Concat(shape.Get.Select(choice => pieces[choice % pieces.Length]));
        List<SeenRecord> whole = ReadAsync(text).GetAwaiter().GetResult();
        List<SeenRecord> chopped = ReadAsync(text, capacity: capacity.Get, readBytes: 4096, chunk: chunk.Get).GetAwaiter().GetResult();
        bool contiguous = whole.Zip(whole.Skip(1)).All(pair => pair.First.Next == pair.Second.Offset) && (whole.Count == 0 || whole[^1].Next == text.Length);
        return whole.SequenceEqual(chopped) && contiguous;
    }).QuickCheckThrowOnFailure();

    private sealed class ChoppedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }
}
