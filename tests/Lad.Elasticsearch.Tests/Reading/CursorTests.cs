using Lad.Elasticsearch.Reading;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Cursors;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Reading;

public sealed class CursorTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Path => System.IO.Path.Combine(directory.Path, "state", "es.cursor");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_bounded_run_goes_on_where_the_last_one_ended()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 20; i++) fixture.Put($"{i:00}", i - 100);
        ElasticsearchSourceOptions options = SourceFixture.Logs with { MaxDocuments = 7, PageSize = 5 };

        List<string> read = [];
        for (int run = 0; run < 4; run++)
        {
            await using ElasticsearchSource source = fixture.Open(options, new FileCursorStore(Path));
            read.AddRange((await SourceFixture.ReadAllAsync(source, 3)).Select(document => document.Id));
        }
        fixture.Put("late", -90);
        fixture.Put("new", 0);
        await using ElasticsearchSource last = fixture.Open(options, new FileCursorStore(Path));
        read.AddRange((await SourceFixture.ReadAllAsync(last)).Select(document => document.Id));

        Assert.Equal([.. Enumerable.Range(0, 20).Select(i => $"{i:00}"), "late", "new"], read);
    }

    [Fact]
    public async Task After_an_orderly_end_nothing_is_read_twice_and_what_was_late_meanwhile_is_found()
    {
        await using var fixture = await SourceFixture.StartAsync();
        ElasticsearchSourceOptions options = SourceFixture.Logs with { Follow = true };
        for (int i = 0; i < 50; i++) fixture.Put($"{i}", i - 50);
        await using (ElasticsearchSource first = fixture.Open(options, new FileCursorStore(Path))) Assert.Equal(50, (await fixture.WatchAsync(first, TimeSpan.FromMinutes(2))).Count);

        fixture.Put("late", -150);
        fixture.Put("new", 0);
        await using ElasticsearchSource second = fixture.Open(options, new FileCursorStore(Path));

        Assert.Equal(["late", "new"], (await fixture.WatchAsync(second, TimeSpan.FromMinutes(3))).Select(document => document.Id));
    }

    [Fact]
    public async Task What_was_not_acknowledged_comes_again()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 10; i++) fixture.Put($"{i}", i);
        await using (ElasticsearchSource first = fixture.Open(SourceFixture.Logs, new FileCursorStore(Path)))
        {
            await SourceFixture.TakeAsync(first, 4);
            await SourceFixture.TakeAsync(first, 3, acknowledge: false);
        }

        await using ElasticsearchSource second = fixture.Open(SourceFixture.Logs, new FileCursorStore(Path));

        Assert.Equal(["4", "5", "6", "7", "8", "9"], (await SourceFixture.ReadAllAsync(second)).Select(document => document.Id));
    }

    [Fact]
    public async Task What_is_acknowledged_is_saved_while_nothing_comes()
    {
        await using var fixture = await SourceFixture.StartAsync();
        ElasticsearchSourceOptions options = SourceFixture.Logs with { Follow = true };
        for (int i = 0; i < 10; i++) fixture.Put($"{i}", i - 10);
        var store = new MortalStore(new FileCursorStore(Path));
        ElasticsearchSource killed = fixture.Open(options, store);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await SourceFixture.TakeAsync(killed, 4);
        while (store.Saves < 1) await Task.Delay(1, deadline.Token);
        // The clock has not moved: it is too early to save these.
        await SourceFixture.TakeAsync(killed, 6);
        Assert.Equal(1, store.Saves);
        while (store.Saves < 2) Assert.Empty(await fixture.WatchAsync(killed, TimeSpan.FromSeconds(3)).WaitAsync(deadline.Token));
        await store.DieAsync();

        await using ElasticsearchSource second = fixture.Open(options, new FileCursorStore(Path));

        Assert.Empty(await fixture.WatchAsync(second, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task The_end_from_which_on_was_followed_is_remembered()
    {
        await using var fixture = await SourceFixture.StartAsync();
        ElasticsearchSourceOptions options = SourceFixture.Logs with { Follow = true, FromEnd = true };
        fixture.Put("before", -1);
        await using (ElasticsearchSource first = fixture.Open(options, new FileCursorStore(Path))) Assert.Empty(await fixture.WatchAsync(first, TimeSpan.FromSeconds(3)));
        fixture.Put("between", 0);
        fixture.Clock.Advance(TimeSpan.FromHours(1));

        await using ElasticsearchSource second = fixture.Open(options, new FileCursorStore(Path));

        Assert.Equal(["between"], (await fixture.WatchAsync(second, TimeSpan.FromSeconds(3))).Select(document => document.Id));
    }

    [Fact]
    public async Task Documents_without_a_time_are_read_once_over_all_runs()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 10; i++) fixture.Server.State.Put("logs", $"{i}", """{"message":"x"}""");
        List<string> read = [];
        for (int run = 0; run < 4; run++)
        {
            await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { MaxDocuments = 4 }, new FileCursorStore(Path));
            read.AddRange((await SourceFixture.ReadAllAsync(source)).Select(document => document.Id));
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), read.Order());
    }

    public static TheoryData<ElasticsearchSourceOptions, string> Others() => new()
    {
        { SourceFixture.Logs with { Query = "error" }, "was made with another query" },
        { SourceFixture.Logs with { Service = "shop" }, "was made with another query" },
        { SourceFixture.Logs with { TimeField = "time" }, "time field @timestamp" },
        { SourceFixture.Logs with { Index = "logs-*" }, "belongs to es:logs, not to es:logs-*" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_cursor_of_something_else_is_refused_with_what_to_do(ElasticsearchSourceOptions other, string reason)
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Put("1", 0);
        await using (ElasticsearchSource first = fixture.Open(SourceFixture.Logs, new FileCursorStore(Path))) await SourceFixture.ReadAllAsync(first);
        await using ElasticsearchSource second = fixture.Open(other, new FileCursorStore(Path));

        SourceException refused = await Assert.ThrowsAsync<SourceException>(async () => await second.ReadAsync(new RecordBatch(8), CancellationToken.None));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_that_cannot_be_saved_ends_the_source_with_the_reason()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 3; i++) fixture.Put($"{i}", i);
        Directory.CreateDirectory(Path + ".new");
        ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { CursorInterval = TimeSpan.Zero }, new FileCursorStore(Path));

        SourceException refused = await Assert.ThrowsAsync<SourceException>(() => SourceFixture.ReadAllAsync(source, 1));

        Assert.Contains("cannot be written", refused.Message, StringComparison.Ordinal);
    }
}
