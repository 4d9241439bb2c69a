using System.Text;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Feedback;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Stages;

public abstract class FeedbackStageSuite<TEngine>
    where TEngine : IEngine
{
    private const string Strange = "kernel panic: corrupted journal superblock, remounting filesystem read-only";
    private const string Odd = "certificate of gateway expired, all handshakes refused";
    private readonly ModelSlot models = new(TrainedModels.Shop);
    private readonly FeedbackSlot feedback = new();

    [Fact]
    public async Task A_replay_gives_the_same_and_no_score_changes()
    {
        string[] lines = [.. Enumerable.Range(0, 2000).Select(i => $$"""{"@timestamp":"2026-11-21T{{i % 24:00}}:00:00Z","message":"{{(i % 5 == 0 ? Strange : i % 7 == 0 ? Odd : TrainedModels.Line(i))}}"}""")];
        string[] plain = await Score(lines, FeedbackSet.Empty, parallelism: 1);
        FeedbackSet set = Statements.Set(
            Statements.Of(1, FeedbackKind.Snooze, TrainedModels.Shop.FingerprintOf(Strange), Strange), Statements.Of(2, FeedbackKind.Schedule, TrainedModels.Shop.FingerprintOf(Odd), Odd),
            Statements.Of(3, FeedbackKind.FalsePositive, TrainedModels.Shop.FingerprintOf(TrainedModels.Line(1)), TrainedModels.Line(1)));

        string[] first = await Score(lines, set, parallelism: 1);
        string[] second = await Score(lines, set, parallelism: 4);

        Assert.Equal(first, second);
        Assert.Equal(lines.Length, plain.Length);
        Assert.Contains(first, line => line.Contains("\"suppressed\":\"snooze\",\"feedback\":1,", StringComparison.Ordinal));
        Assert.Contains(first, line => line.Contains("\"suppressed\":\"schedule\",\"feedback\":2,", StringComparison.Ordinal));
        Assert.Equal(plain, first.Select(line => line
            .Replace(",\"suppressed\":\"snooze\",\"feedback\":1", "", StringComparison.Ordinal).Replace(",\"suppressed\":\"schedule\",\"feedback\":2", "", StringComparison.Ordinal)
            .Replace("\"kind\":\"event\"", "\"kind\":\"alert\"", StringComparison.Ordinal)), (one, other) => one.Replace("\"kind\":\"event\"", "\"kind\":\"alert\"", StringComparison.Ordinal) == other);
    }

    [Fact]
    public async Task A_change_takes_effect_with_the_next_batch_and_never_within_one()
    {
        ulong strange = TrainedModels.Shop.FingerprintOf(Strange);
        List<long> statements = [];
        var sink = new RecordingSink
        {
            Before = (batch, _) =>
            {
                statements.Add(Assert.Single(batch.Statements.Take(batch.Count).Distinct()));
                return Task.CompletedTask;
            },
        };
        int swaps = 0;
        var source = new ListSource([.. Enumerable.Repeat(Strange, 4000)], perRead: 40)
        {
            BeforeLine = line =>
            {
                if (line % 200 == 150) feedback.Swap(Statements.Set(Statements.Of(++swaps, FeedbackKind.FalsePositive, strange, Strange)));
            },
        };

        GraphReport report = await TEngine.Graph(models, new GraphOptions { BatchSize = 40, Parallelism = 1, BatchesInFlight = 2 }, feedback: feedback).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal(statements.Order(), statements);
        Assert.True(statements.Distinct().Count() > 10, string.Join(' ', statements.Distinct()));
        Assert.Equal(4000, report.Counters.Anomalies);
        Assert.Equal(statements.Count(number => number > 0) * 40, report.Counters.SuppressedBy.FalsePositive);
    }

    private async Task<string[]> Score(string[] lines, FeedbackSet set, int parallelism)
    {
        feedback.Swap(set);
        var output = new MemoryStream();
        await using var sink = new JsonLinesSink("memory", output);
        await TEngine.Graph(models, new GraphOptions { BatchSize = 64, Parallelism = parallelism }, feedback: feedback).RunAsync(new GraphEnds(new ListSource(lines), sink, new DiscardingDeadLetterSink()), CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
