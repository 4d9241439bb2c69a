using Lad.Detection.Evaluation;

namespace Lad.Detection.Tests.Evaluation;

public sealed class EvaluationPartitionTests
{
    private static ReadOnlyMemory<byte>[] Messages(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes($"line {i}")))];

    private static EvaluationCase Lines(params bool[] labels) => new() { Messages = Messages(labels.Length), LineLabels = labels };

    [Fact]
    public void The_first_lines_train_and_the_others_are_scored()
    {
        EvaluationPartition partition = EvaluationPartition.Of(Lines(false, true, false, true), new EvaluationOptions { TrainFirst = .5 }, 1);
        Assert.Equal([0, 1], partition.TrainingLines);
        Assert.Equal([2, 3], partition.ScoredLines);
    }

    [Fact]
    public void Training_on_normal_lines_leaves_anomalies_out()
    {
        EvaluationPartition partition = EvaluationPartition.Of(Lines(false, true, false, true), new EvaluationOptions { TrainFirst = .5, TrainOn = TrainOn.Normal }, 1);
        Assert.Equal([0], partition.TrainingLines);
    }

    [Fact]
    public void Without_a_share_all_is_trained_on_and_all_is_scored()
    {
        EvaluationPartition partition = EvaluationPartition.Of(Lines(false, true), new EvaluationOptions(), 1);
        Assert.Equal([0, 1], partition.TrainingLines);
        Assert.Equal([0, 1], partition.ScoredLines);
    }

    [Fact]
    public void A_random_split_follows_the_seed()
    {
        EvaluationCase lines = Lines(new bool[100]);
        var options = new EvaluationOptions { TrainFirst = .5, Split = EvaluationSplit.Random };
        EvaluationPartition first = EvaluationPartition.Of(lines, options, 1), again = EvaluationPartition.Of(lines, options, 1), other = EvaluationPartition.Of(lines, options, 2);
        Assert.Equal(first.TrainingLines, again.TrainingLines);
        Assert.NotEqual(first.TrainingLines, other.TrainingLines);
        Assert.Equal(Enumerable.Range(0, 100), first.TrainingLines.Concat(first.ScoredLines).Order());
    }

    [Fact]
    public void A_line_of_a_scored_session_is_never_trained_on()
    {
        Dictionary<string, bool> labels = Enumerable.Range(0, 20).ToDictionary(i => $"s{i}", i => i % 5 == 0);
        IEnumerable<(int, string)> mentions = Enumerable.Range(0, 40).SelectMany(i => new[] { (i, $"s{i % 20}"), (i, $"s{i * 7 % 20}") });
        SessionSet sessions = SessionSet.Build(40, mentions, labels);
        EvaluationCase records = new() { Messages = Messages(40), Sessions = sessions };
        EvaluationPartition partition = EvaluationPartition.Of(records, new EvaluationOptions { TrainFirst = .7 }, 3);
        Assert.Equal(6, partition.ScoredSessions.Count);
        Assert.All(partition.TrainingLines, line => Assert.Empty(sessions.Of(line).Intersect(partition.ScoredSessions)));
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var records = new EvaluationCase { Messages = Messages(2), LineLabels = [true] };
        ArgumentException fault = Assert.Throws<ArgumentException>(() => EvaluationPartition.Of(records, new EvaluationOptions { TrainFirst = 2 }, 1));
        Assert.Contains("1 labels", fault.Message, StringComparison.Ordinal);
        Assert.Contains("got 2", fault.Message, StringComparison.Ordinal);
    }
}
