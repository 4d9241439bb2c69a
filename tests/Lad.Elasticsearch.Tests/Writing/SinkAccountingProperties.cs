using FsCheck;
using FsCheck.Fluent;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Writing;
using Lad.Pipeline.Batches;

namespace Lad.Elasticsearch.Tests.Writing;

public sealed class SinkAccountingProperties
{
    private sealed record Plan(int[] Batches, int BulkDocuments, int BulkBytes, int InFlight, int TurnedAway, int Faults, int LostAnswers, int Largest, int Seed);

    private static Arbitrary<Plan> Plans => (
        from batches in Gen.Choose(0, 40).ArrayOf(8)
        from bulkDocuments in Gen.Choose(5, 50)
        from bulkBytes in Gen.Choose(4096, 40_000)
        from inFlight in Gen.Choose(1, 4)
        from turnedAway in Gen.Choose(0, 40)
        from faults in Gen.Choose(0, 30)
        from lostAnswers in Gen.Choose(0, 30)
        from largest in Gen.Elements(2000, 10_000, int.MaxValue)
        from seed in Gen.Choose(0, 1_000_000)
        select new Plan(batches, bulkDocuments, bulkBytes, inFlight, turnedAway, faults, lostAnswers, largest, seed)).ToArbitrary();

    [Fact]
    public void Every_document_is_settled_once_whatever_the_server_says() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Plans, plan => Holds(plan).GetAwaiter().GetResult()));

    private static async Task<bool> Holds(Plan plan)
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulkDocuments = plan.BulkDocuments, BulkBytes = plan.BulkBytes, BulksInFlight = plan.InFlight });
        var random = new Random(plan.Seed);
        bool Chance(int percent)
        {
            lock (random) return random.Next(100) < percent;
        }
        fixture.Cluster.Item = document => document.Message.Contains("bad", StringComparison.Ordinal) ? FakeCluster.Says(400) : Chance(plan.TurnedAway) ? FakeCluster.Says(429) : null;
        fixture.Cluster.Before = (_, bytes, documents, _) =>
        {
            if (bytes > plan.Largest) throw FakeCluster.Fails(ElasticsearchFault.TooLarge);
            if (Chance(plan.Faults)) throw FakeCluster.Fails(ElasticsearchFault.Unreachable);
            if (!Chance(plan.LostAnswers)) return Task.CompletedTask;
            foreach (FakeDocument document in documents.Where(document => !document.Message.Contains("bad", StringComparison.Ordinal))) fixture.Cluster.Documents.TryAdd((document.Index, document.Id), document.Source);
            throw FakeCluster.Fails(ElasticsearchFault.Unreachable);
        };

        List<RecordBatch> batches = [.. plan.Batches.Select(size => fixture.Batch([.. Enumerable.Range(0, size).Select(i => i % 9 == 8 ? "bad" : i % 5 == 4 ? "!boom" : "started")]))];
        foreach (RecordBatch batch in batches) _ = fixture.Write(batch);
        await fixture.DeliveredAsync(milliseconds: 5000);

        int records = plan.Batches.Sum();
        int bad = plan.Batches.Sum(size => size / 9);
        int anomalies = batches.Sum(batch => Enumerable.Range(0, batch.Count).Count(i => batch.Assessments[i].IsAnomaly));
        ElasticsearchSinkCounters counters = fixture.Sink.Counters;
        Assert.Equal((records + anomalies, bad, 0L), (counters.Documents, counters.Refused, counters.InFlight));
        Assert.Equal(records - bad + anomalies, counters.Created + counters.Duplicates);
        Assert.Equal(records - bad + anomalies, fixture.Cluster.Documents.Count);
        Assert.All(batches, batch => Assert.Equal(Enumerable.Range(0, batch.Count).Where(i => i % 9 == 8), batch.Rejections.Select(rejection => rejection.Index).Order()));
        Assert.True(fixture.Cluster.MostUnderWay <= plan.InFlight);
        return true;
    }
}
