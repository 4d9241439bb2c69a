namespace Lad.Containers.Tests.Composed;

/// <summary>What came of a <see cref="ComposedRun"/>.</summary>
/// <param name="Lines">What was sent, by the ids of the verdicts.</param>
/// <param name="Scored">Verdicts in the index.</param>
/// <param name="Anomalies">Anomalies in the index.</param>
/// <param name="Counters">What each scorer counted.</param>
internal sealed record ComposedOutcome(IReadOnlyDictionary<string, LogLine> Lines, IReadOnlyList<Verdict> Scored, IReadOnlyList<Verdict> Anomalies, IReadOnlyList<RunCounters> Counters)
{
    /// <summary>Fails unless each line has one verdict, each line of an incident is an anomaly, once, and all books balance.</summary>
    public void AssertWhole()
    {
        Assert.True(Lines.Count < VerdictIndex.Most, "One search must be able to give them all.");
        Assert.Contains(Lines.Values, line => line.IsIncident);
        Assert.Equal(Lines.Keys.Order(StringComparer.Ordinal), Scored.Select(verdict => verdict.EventId).Order(StringComparer.Ordinal));
        Assert.All(Scored, verdict => Assert.Equal(Lines[verdict.EventId].Message, verdict.Message));
        Assert.All(Lines.Where(line => line.Value.IsIncident), line =>
        {
            Verdict verdict = Assert.Single(Anomalies, verdict => verdict.EventId == line.Key);
            Assert.Equal((true, "alert", line.Value.Message), (verdict.IsAnomaly, verdict.Kind, verdict.Message));
        });
        Assert.Equal(Scored.Where(verdict => verdict.IsAnomaly).Select(verdict => verdict.EventId).Order(StringComparer.Ordinal), Anomalies.Select(verdict => verdict.EventId).Order(StringComparer.Ordinal));
        Assert.All(Counters, counters => Assert.True(counters.Balance, counters.ToString()));
        Assert.All(Counters, counters => Assert.True(counters.Scored > 0, "A scorer of the group had nothing to do."));
        // What a rebalance made one scorer read again is counted twice, and is one document.
        Assert.True(Counters.Sum(counters => counters.Scored) >= Lines.Count);
        Assert.Equal(0, Counters.Sum(counters => counters.DeadLettered + counters.Filtered));
    }
}
