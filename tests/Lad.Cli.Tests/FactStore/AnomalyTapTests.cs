using System.Text;
using System.Text.Json;
using Lad.Cli.FactStore;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Tests;
using Lad.Pipeline.Tests.Sinks;

namespace Lad.Cli.Tests.FactStore;

public sealed class AnomalyTapTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ManualTimeProvider clock = new();
    private int behind;

    [Fact]
    public async Task Every_anomaly_is_given_on_those_that_do_not_alert_too_and_nothing_else()
    {
        var queue = new AnomalyQueue(clock);
        AnomalyTap tap = Tap(queue);
        ScoredBatch scored = new ScoredBatch().Add("usual").Add("boom", score: 0.999).Add("bang", score: 0.999);
        scored.Batch.Suppressions[2] = Suppression.FalsePositive;
        scored.Batch.Statements[2] = 7;

        await WriteAsync(tap, scored);

        RecordBatch read = await ReadAsync(queue);
        JsonElement[] records = [.. Enumerable.Range(0, read.Count).Select(i => JsonDocument.Parse(Encoding.UTF8.GetString(read.Record(i))).RootElement)];
        Assert.Equal(["boom", "bang"], records.Select(record => record.GetProperty("message").GetString()));
        Assert.Equal(7, records[1].GetProperty("lad").GetProperty("feedback").GetInt64());
        Assert.Equal((0, 0), (tap.Missed, behind));
    }

    [Fact]
    public async Task A_store_that_is_slow_for_a_moment_is_waited_for()
    {
        var queue = new AnomalyQueue(clock, maxAnomalies: 2);
        AnomalyTap tap = Tap(queue);
        Task writing = WriteAsync(tap, Anomalies(3));
        Assert.False(writing.IsCompleted);
        await queue.AcknowledgeAsync(await ReadAsync(queue), default);
        await writing.WaitAsync(Patience);

        Assert.Equal((0, 1, 0), (tap.Missed, queue.Count, behind));
    }

    [Fact]
    public async Task A_store_that_stays_slow_misses_anomalies_which_are_counted_and_is_waited_for_once()
    {
        var queue = new AnomalyQueue(clock, maxAnomalies: 2);
        AnomalyTap tap = Tap(queue);
        Task writing = WriteAsync(tap, Anomalies(4));
        clock.Advance(TimeSpan.FromSeconds(2));
        await writing.WaitAsync(Patience);
        Assert.Equal((2, 1), (tap.Missed, behind));
        Assert.True(WriteAsync(tap, Anomalies(1)).IsCompletedSuccessfully);
        Assert.Equal((3, 1), (tap.Missed, behind));

        await queue.AcknowledgeAsync(await ReadAsync(queue), default);
        await WriteAsync(tap, Anomalies(2));
        Assert.Equal((3, 2), (tap.Missed, queue.Count));
    }

    [Fact]
    public async Task Bytes_are_bounded_and_one_anomaly_always_fits()
    {
        var queue = new AnomalyQueue(clock, maxBytes: 10);

        Assert.True(queue.TryAdd(new byte[100]));
        Assert.False(queue.TryAdd(new byte[1]));
        await queue.AcknowledgeAsync(await ReadAsync(queue), default);
        Assert.True(queue.TryAdd(new byte[10]));
    }

    [Fact]
    public async Task At_the_end_what_waits_is_waited_for_until_it_is_stored()
    {
        var queue = new AnomalyQueue(clock);
        queue.TryAdd("{}"u8);
        queue.TryAdd("{}"u8);
        Task<int> ending = queue.CompleteAsync(TimeSpan.FromSeconds(10));
        RecordBatch batch = await ReadAsync(queue);
        Assert.False(ending.IsCompleted);
        await queue.AcknowledgeAsync(batch, default);

        Assert.Equal(0, await ending.WaitAsync(Patience));
        Assert.False(await queue.ReadAsync(new RecordBatch(8), default));
    }

    [Fact]
    public async Task At_the_end_a_store_that_is_away_is_waited_for_so_long_and_what_is_left_is_told()
    {
        var queue = new AnomalyQueue(clock);
        queue.TryAdd("{}"u8);
        Task<int> ending = queue.CompleteAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, await ending.WaitAsync(Patience));
    }

    private AnomalyTap Tap(AnomalyQueue queue) => new(queue, clock, () => behind++);

    private static ScoredBatch Anomalies(int count)
    {
        var scored = new ScoredBatch();
        for (int i = 0; i < count; i++) scored.Add($"boom {i}", score: 0.999);
        return scored;
    }

    private static Task WriteAsync(AnomalyTap tap, ScoredBatch scored)
    {
        tap.Render(scored.Batch);
        return tap.WriteAsync(scored.Batch, default).AsTask();
    }

    private static async Task<RecordBatch> ReadAsync(AnomalyQueue queue)
    {
        var batch = new RecordBatch(64);
        Assert.True(await queue.ReadAsync(batch, default).AsTask().WaitAsync(Patience));
        return batch;
    }
}
