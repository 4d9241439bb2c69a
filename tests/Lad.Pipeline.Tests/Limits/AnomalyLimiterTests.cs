using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Tests.Limits;

public sealed class AnomalyLimiterTests
{
    private static readonly AnomalyLimit TwoAMinute = new() { Count = 2, Window = TimeSpan.FromMinutes(1), MaxHeldBatches = 8 };
    private readonly List<RecordBatch> released = [];
    private readonly SourceStream stream = new("s", "s");

    [Fact]
    public void Batches_without_an_anomaly_pass_at_once()
    {
        var limiter = new AnomalyLimiter(TwoAMinute);

        limiter.Offer(Batch(), now: 0, released);

        Assert.Single(released);
        Assert.Equal(0, limiter.Held);
    }

    [Fact]
    public void The_largest_of_a_window_are_kept_and_the_rest_suppressed_with_their_scores()
    {
        var limiter = new AnomalyLimiter(TwoAMinute);
        RecordBatch[] batches = [Batch(0.91), Batch(0.99, 0.92), Batch(), Batch(0.95)];

        foreach (RecordBatch batch in batches) limiter.Offer(batch, now: 0, released);
        Assert.Empty(released);
        limiter.Advance(TimeSpan.FromMinutes(1).Ticks, released);

        Assert.Equal(batches, released);
        Assert.Equal([0.99, 0.95], Alerts(batches));
        Assert.All(batches.SelectMany(Scores), score => Assert.True(score > 0.9));
        Assert.All(batches, batch => Assert.All(Enumerable.Range(0, batch.Count), i => Assert.True(batch.Assessments[i].IsAnomaly)));
    }

    [Fact]
    public void A_new_window_has_its_own_number()
    {
        var limiter = new AnomalyLimiter(TwoAMinute);
        RecordBatch first = Batch(0.99, 0.98, 0.97), second = Batch(0.91);

        limiter.Offer(first, now: 0, released);
        limiter.Offer(second, now: TimeSpan.FromMinutes(1).Ticks, released);
        limiter.Complete(released);

        Assert.Equal([0.99, 0.98, 0.91], Alerts([first, second]));
    }

    [Fact]
    public void At_the_bound_batches_go_early_and_what_alerted_counts_towards_the_window()
    {
        var limiter = new AnomalyLimiter(TwoAMinute with { MaxHeldBatches = 2 });
        RecordBatch[] batches = [Batch(0.91), Batch(0.92), Batch(0.99), Batch(0.98)];

        foreach (RecordBatch batch in batches) limiter.Offer(batch, now: 0, released);

        Assert.Equal(batches, released);
        Assert.Equal([0.91, 0.92], Alerts(batches));
    }

    [Fact]
    public void Of_equal_scores_the_earlier_stays()
    {
        var limiter = new AnomalyLimiter(TwoAMinute);
        RecordBatch batch = Batch(0.95, 0.95, 0.95);

        limiter.Offer(batch, now: 0, released);
        limiter.Complete(released);

        Assert.Equal([Suppression.None, Suppression.None, Suppression.WindowLimit], batch.Suppressions.Take(3));
    }

    [Fact]
    public void An_anomaly_that_people_silenced_takes_no_room()
    {
        var limiter = new AnomalyLimiter(TwoAMinute);
        RecordBatch batch = Batch(0.99, 0.98, 0.95, 0.94);
        batch.Suppressions[0] = Suppression.FalsePositive;
        batch.Suppressions[1] = Suppression.Snooze;

        limiter.Offer(batch, now: 0, released);
        limiter.Complete(released);

        Assert.Equal([Suppression.FalsePositive, Suppression.Snooze, Suppression.None, Suppression.None], batch.Suppressions.Take(4));
    }

    [Fact]
    public void Never_more_than_the_number_alert_in_a_window_and_order_is_kept()
    {
        var random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            var limit = new AnomalyLimit { Count = random.Next(1, 5), Window = TimeSpan.FromSeconds(10), MaxHeldBatches = random.Next(1, 6) };
            var limiter = new AnomalyLimiter(limit);
            List<RecordBatch> offered = [];
            released.Clear();
            for (int i = 0; i < 20; i++)
            {
                RecordBatch batch = Batch([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => 0.9 + (random.Next(100) / 1000.0))]);
                offered.Add(batch);
                limiter.Offer(batch, now: 0, released);
            }
            limiter.Complete(released);

            Assert.Equal(offered, released);
            Assert.Equal(Math.Min(limit.Count, offered.Sum(batch => batch.Count)), Alerts(offered).Count());
        }
    }

    private static IEnumerable<double> Scores(RecordBatch batch) => batch.Assessments.Take(batch.Count).Select(assessment => assessment.Score);

    private static IEnumerable<double> Alerts(IEnumerable<RecordBatch> batches) =>
        batches.SelectMany(batch => Enumerable.Range(0, batch.Count).Where(batch.IsAlert).Select(i => batch.Assessments[i].Score));

    private RecordBatch Batch(params double[] anomalies)
    {
        var batch = new RecordBatch(8);
        foreach (double score in anomalies)
        {
            batch.Append("x"u8, new SourcePosition(stream, 0, 1), 0);
            batch.Outcomes[batch.Count - 1] = RecordOutcome.Scored;
            batch.Assessments[batch.Count - 1].Score = score;
            batch.Assessments[batch.Count - 1].IsAnomaly = true;
        }
        return batch;
    }
}
