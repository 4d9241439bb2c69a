using System.Text;
using Lad.Detection;
using Lad.Detection.Training;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Feedback;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Stages;

public sealed class FeedbackStageTests
{
    private const string Strange = "kernel panic: corrupted journal superblock, remounting filesystem read-only";
    private const string Odd = "certificate of gateway expired, all handshakes refused";
    private readonly ModelSlot models = new(TrainedModels.Shop);
    private readonly FeedbackSlot feedback = new();

    [Fact]
    public void A_false_positive_is_written_as_an_anomaly_that_does_not_alert_with_the_number_of_the_statement()
    {
        using var driver = new GraphDriver(models, new ManualTimeProvider(), feedback: feedback);
        Verdict before = Assert.Single(driver.Send(Strange));
        feedback.Swap(Statements.Set(Statements.Of(12, FeedbackKind.FalsePositive, before.Fingerprint, Strange)));
        Verdict after = Assert.Single(driver.Send(Strange));
        Verdict other = Assert.Single(driver.Send(Odd));
        feedback.Swap(FeedbackSet.Empty);
        Verdict again = Assert.Single(driver.Send(Strange));

        Assert.Equal((Suppression.FalsePositive, 12), (after.Suppression, after.Statement));
        Assert.Equal((before.Score, before.Fingerprint, true), (after.Score, after.Fingerprint, after.IsAnomaly));
        Assert.Equal(before.Explanation!.Reasons, after.Explanation!.Reasons);
        Assert.All([before, other, again], verdict => Assert.Equal((true, Suppression.None, 0), (verdict.IsAnomaly, verdict.Suppression, verdict.Statement)));
        Assert.Equal((4, 1, new SuppressionTally(0, 1, 0, 0)), (driver.Counters.Anomalies, driver.Counters.Suppressed, driver.Counters.SuppressedBy));
        Assert.Equal((4, 4, 0), (driver.Counters.Received, driver.Counters.Scored, driver.Counters.InFlight));
    }

    [Fact]
    public void A_snooze_ends_and_a_schedule_covers_by_the_time_of_the_event_whatever_the_clock_says()
    {
        ulong strange = TrainedModels.Shop.FingerprintOf(Strange), odd = TrainedModels.Shop.FingerprintOf(Odd);
        feedback.Swap(Statements.Set(Statements.Of(1, FeedbackKind.Snooze, strange, Strange), Statements.Of(2, FeedbackKind.Schedule, odd, Odd)));
        var clock = new ManualTimeProvider();
        List<(Suppression, long)> seen = [];
        foreach (TimeSpan passed in new[] { TimeSpan.Zero, TimeSpan.FromDays(2) })
        {
            clock.Advance(passed);
            using var driver = new GraphDriver(models, clock, feedback: feedback);
            foreach ((string time, string message) in new[] { ("2026-11-21T12:59:59Z", Strange), ("2026-11-21T13:00:00Z", Strange), ("2026-11-21T04:29:59Z", Odd), ("2026-11-21T04:30:00Z", Odd) })
            {
                Verdict verdict = Assert.Single(driver.Send($$"""{"@timestamp":"{{time}}","message":"{{message}}"}"""));
                seen.Add((verdict.Suppression, verdict.Statement));
            }
        }

        (Suppression, long)[] expected = [(Suppression.Snooze, 1), (Suppression.None, 0), (Suppression.Schedule, 2), (Suppression.None, 0)];
        Assert.Equal([.. expected, .. expected], seen);
    }

    [Fact]
    public void A_model_with_other_templates_finds_a_statement_by_its_message()
    {
        // Learned from these lines, the shop's model takes a word for a variable part, so that the template is another.
        var set = new TrainingSet(new TrainingOptions());
        for (int i = 0; i < 2000; i++) set.Add(Encoding.UTF8.GetBytes(i % 4 == 0 ? $"warming shelf {Word(i)} of the north hall now" : TrainedModels.Line(i)), 0);
        var newer = new Detector(ModelTrainer.Train(set, new ModelIdentity("shop", DateTimeOffset.UnixEpoch, "newer")));
        string message = $"warming shelf {Word(17)} of the north hall now";
        ulong under = newer.FingerprintOf(message);
        Assert.NotEqual(under, TrainedModels.Shop.FingerprintOf(message));
        FeedbackSet stated = Statements.Set(Statements.Of(4, FeedbackKind.FalsePositive, under, message));

        using var driver = new GraphDriver(models, new ManualTimeProvider(), feedback: feedback);
        feedback.Swap(stated);
        Verdict verdict = Assert.Single(driver.Send(message));

        Assert.True(verdict.IsAnomaly);
        Assert.Equal((Suppression.FalsePositive, 4), (verdict.Suppression, verdict.Statement));
    }

    [Fact]
    public void With_a_limit_only_what_alerts_takes_room_and_each_reason_is_counted()
    {
        feedback.Swap(Statements.Set(Statements.Of(1, FeedbackKind.FalsePositive, TrainedModels.Shop.FingerprintOf(Strange), Strange)));
        var options = new GraphOptions { Limit = new AnomalyLimit { Count = 1, Window = TimeSpan.FromHours(1) } };
        var output = new MemoryStream();
        using var driver = new GraphDriver(models, new ManualTimeProvider(), options, sink: new JsonLinesSink("memory", output), feedback: feedback);
        foreach (string line in new[] { Strange, Odd, Odd, Strange }) driver.Send(line);
        driver.Complete(out GraphReport report);

        Assert.Equal(new SuppressionTally(WindowLimit: 1, FalsePositive: 2, 0, 0), report.Counters.SuppressedBy);
        Assert.Equal((4, 3), (report.Counters.Anomalies, report.Counters.Suppressed));
        string[] written = Encoding.UTF8.GetString(output.ToArray()).TrimEnd().Split('\n');
        Assert.Equal(["false-positive", "", "window-limit", "false-positive"], written.Select(line => new[] { "false-positive", "window-limit", "" }.First(reason => reason == "" || line.Contains($"\"suppressed\":\"{reason}\"", StringComparison.Ordinal))));
    }

    [Fact]
    public void In_a_batch_of_several_models_each_has_its_own_index()
    {
        var router = new ModelRouter();
        router.Put(TrainedModels.Shop.Model with { Metadata = TrainedModels.Shop.Model.Metadata with { Name = "default" } });
        router.Put(TrainedModels.Shop.Model with { Metadata = TrainedModels.Shop.Model.Metadata with { Name = "bank" } });
        feedback.Swap(Statements.Set(Statements.Of(9, FeedbackKind.FalsePositive, 1, Strange)));
        using var driver = new GraphDriver(router, new ManualTimeProvider(), feedback: feedback);

        foreach (string service in new[] { "bank", "mail" })
        {
            Verdict verdict = Assert.Single(driver.Send($$"""{"service":{"name":"{{service}}"},"message":"{{Strange}}"}"""));
            Assert.Equal((Suppression.FalsePositive, 9), (verdict.Suppression, verdict.Statement));
        }
    }

    private static string Word(int i) => string.Concat(Enumerable.Range(0, 6).Select(place => (char)('a' + ((i * 7919) >> place * 2 & 15) + (place * i % 5))));
}
