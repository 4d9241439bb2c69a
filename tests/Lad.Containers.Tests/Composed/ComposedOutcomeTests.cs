using Xunit.Sdk;

namespace Lad.Containers.Tests.Composed;

/// <summary>What the composed run demands is not empty: each demand, broken by itself, fails.</summary>
public sealed class ComposedOutcomeTests
{
    private static readonly LogLine Normal = new("", DateTimeOffset.UnixEpoch, "info", "shop", "started");
    private static readonly LogLine Incident = Normal with { Level = "fatal", Message = "no space left" };

    private static readonly ComposedOutcome Whole = new(
        new Dictionary<string, LogLine> { ["a"] = Normal, ["b"] = Incident },
        [new("a", false, "event", "started"), new("b", true, "alert", "no space left")],
        [new("b", true, "alert", "no space left")],
        [new(1, 1, 0, 0), new(1, 1, 0, 0)]);

    [Fact]
    public void What_is_whole_passes() => Whole.AssertWhole();

    [Fact]
    public void What_is_lost_repeated_wrong_or_not_accounted_for_fails()
    {
        ComposedOutcome[] broken =
        [
            Whole with { Scored = [Whole.Scored[1]] },
            Whole with { Scored = [.. Whole.Scored, Whole.Scored[0]] },
            Whole with { Scored = [Whole.Scored[0] with { Message = "other" }, Whole.Scored[1]] },
            Whole with { Anomalies = [] },
            Whole with { Anomalies = [Whole.Anomalies[0], Whole.Anomalies[0]] },
            Whole with { Anomalies = [Whole.Anomalies[0] with { Kind = "event" }] },
            Whole with { Lines = new Dictionary<string, LogLine> { ["a"] = Normal, ["b"] = Incident with { Level = "info" } } },
            Whole with { Counters = [new(2, 1, 0, 0), new(1, 1, 0, 0)] },
            Whole with { Counters = [new(2, 2, 0, 0), new(0, 0, 0, 0)] },
            Whole with { Counters = [new(2, 1, 1, 0), new(1, 1, 0, 0)] },
        ];

        Assert.All(broken, outcome => Assert.ThrowsAny<XunitException>(outcome.AssertWhole));
    }

    [Fact]
    public void Counters_are_read_from_what_a_scorer_says_at_its_end()
    {
        Assert.Equal(new RunCounters(12_345, 12_340, 3, 2), RunCounters.Of("lad: reading\nlad: 12,345 records in 1.20 s (10,287/s) = 12,340 scored + 3 dead-lettered + 2 filtered\nlad: 1 anomalies"));
        Assert.Throws<FormatException>(() => RunCounters.Of("lad: reading"));
    }
}
