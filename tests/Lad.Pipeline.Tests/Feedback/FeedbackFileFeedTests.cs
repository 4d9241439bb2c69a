using System.Text;
using Lad.Pipeline.Feedback;

namespace Lad.Pipeline.Tests.Feedback;

public sealed class FeedbackFileFeedTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryDirectory root = new();
    private readonly ManualTimeProvider clock = new();
    private readonly CancellationTokenSource end = new();
    private readonly string file;
    private IAsyncEnumerator<FeedbackChange>? watch;

    public FeedbackFileFeedTests() => file = root.File("feedback.jsonl");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (watch is not null) await watch.DisposeAsync();
    }

    public void Dispose()
    {
        end.Dispose();
        root.Dispose();
    }

    [Fact]
    public async Task A_file_that_is_not_there_says_nothing_and_is_taken_up_when_it_appears()
    {
        Assert.Equal("CaughtUp", await NextAsync());
        Append(Line(1, 0xa));
        Assert.Equal("a 1", await NextAsync());
    }

    [Fact]
    public async Task What_is_there_comes_first_and_of_each_fingerprint_only_the_latest()
    {
        Append(Line(1, 0xa), Line(2, 0xb), Line(3, 0xa));

        Assert.Equal(["a 3", "b 2", "CaughtUp"], new[] { await NextAsync(), await NextAsync(), await NextAsync() });
        Append(Line(4, 0xb));
        Assert.Equal("b 4", await NextAsync());
    }

    [Fact]
    public async Task A_line_that_is_not_finished_waits()
    {
        string line = Line(1, 0xa);
        File.WriteAllText(file, line[..20]);
        Assert.Equal("CaughtUp", await NextAsync());
        Task<string> next = NextAsync();
        for (int i = 0; i < 5; i++) clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        File.AppendAllText(file, line[20..]);

        Assert.Equal("a 1", await next);
    }

    [Fact]
    public async Task A_bad_line_is_named_and_left_out()
    {
        Append(Line(1, 0xa), "nothing\n", "\n", new string('x', FeedbackJson.MaxBytes * 2) + "\n", Line(2, 0xb));

        Assert.Contains("Line 2 of", await NextAsync());
        Assert.Contains("Line 4 of", await NextAsync());
        Assert.Equal(["a 1", "b 2", "CaughtUp"], new[] { await NextAsync(), await NextAsync(), await NextAsync() });
    }

    [Fact]
    public async Task A_file_that_is_truncated_or_replaced_is_read_anew()
    {
        Append(Line(1, 0xa), Line(2, 0xb));
        Assert.Equal(["a 1", "b 2", "CaughtUp"], new[] { await NextAsync(), await NextAsync(), await NextAsync() });

        File.WriteAllText(file, Line(7, 0xa));
        Assert.Equal("a 7", await NextAsync());
        // As long as what was read before, so that only the content tells.
        File.WriteAllText(file, Line(8, 0xc) + Line(9, 0xd));
        Assert.Equal(["c 8", "d 9"], new[] { await NextAsync(), await NextAsync() });
        File.WriteAllText(file + ".new", Line(3, 0xe) + Line(4, 0xf) + Line(5, 0xe));
        File.Move(file + ".new", file, overwrite: true);
        Assert.Equal(["e 5", "f 4"], new[] { await NextAsync(), await NextAsync() });
    }

    [Fact]
    public async Task A_file_that_goes_away_is_told_once_and_taken_up_again()
    {
        Append(Line(1, 0xa));
        Assert.Equal(["a 1", "CaughtUp"], new[] { await NextAsync(), await NextAsync() });
        File.Delete(file);
        Assert.Contains("is gone", await NextAsync());
        Task<string> next = NextAsync();
        for (int i = 0; i < 5; i++) clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        Append(Line(2, 0xb));

        Assert.Equal("b 2", await next);
    }

    [Fact]
    public async Task What_can_never_be_read_is_an_error_at_once()
    {
        Directory.CreateDirectory(file);

        await Assert.ThrowsAsync<FeedbackException>(NextAsync);
    }

    [Fact]
    public async Task What_is_published_is_seen()
    {
        await using var publisher = new FeedbackFilePublisher(file);
        await publisher.OpenAsync(default);
        Assert.Equal("CaughtUp", await NextAsync());
        await publisher.PublishAsync([Statements.Entry(Statements.Of(1, FeedbackKind.Snooze, 0xa))], default);

        Assert.Equal("a 1", await NextAsync());
    }

    private static string Line(long sequence, ulong fingerprint) => Encoding.UTF8.GetString(FeedbackJson.Write(Statements.Entry(Statements.Of(sequence, FeedbackKind.FalsePositive, fingerprint)))) + "\n";

    private void Append(params string[] lines) => File.AppendAllText(file, string.Concat(lines));

    private async Task<string> NextAsync()
    {
        watch ??= new FeedbackFileFeed(file, clock).WatchAsync(end.Token).GetAsyncEnumerator();
        Task<bool> next = watch.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        Assert.True(await next.WaitAsync(Patience));
        FeedbackChange change = watch.Current;
        return change.State is { } state ? $"{state.Fingerprint:x} {state.Sequence}" : change.Fault?.Message ?? change.Kind.ToString();
    }
}
