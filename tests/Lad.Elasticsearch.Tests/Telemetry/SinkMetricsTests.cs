using Lad.Elasticsearch.Tests.Writing;
using Lad.Elasticsearch.Writing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Tests.Telemetry;

namespace Lad.Elasticsearch.Tests.Telemetry;

public sealed class SinkMetricsTests : IDisposable
{
    private const string Items = "lad.elasticsearch.bulk.items";
    private readonly Instrumentation instrumentation = new(nameof(SinkMetricsTests) + Guid.NewGuid());
    private readonly ObservedValues values;

    public SinkMetricsTests() => values = new ObservedValues(instrumentation);

    [Fact]
    public async Task Items_are_counted_by_what_became_of_them()
    {
        await using var fixture = new SinkFixture(instrumentation: instrumentation);
        HashSet<string> seen = [];
        fixture.Cluster.Item = document => document.Message == "bad" ? FakeCluster.Says(400, "document_parsing_exception", "no")
            : document.Message == "later" && seen.Add(document.Id) ? FakeCluster.Says(429) : null;
        RecordBatch batch = fixture.Batch("good", "bad", "later", "good");
        _ = fixture.Write(batch);
        await fixture.DeliveredAsync();
        await fixture.Write(fixture.Batch("new"));
        RecordBatch again = fixture.Batch("again");
        await fixture.Write(again);
        await fixture.Write(again);

        ElasticsearchSinkCounters counters = fixture.Sink.Counters;
        fixture.AssertBalance(created: 5, duplicates: 1, refused: 1);
        Assert.Equal(7, values.Of("lad.elasticsearch.documents"));
        Assert.Equal(5, values.Of(Items, ("outcome", "created")));
        Assert.Equal(1, values.Of(Items, ("outcome", "duplicate")));
        Assert.Equal(1, values.Of(Items, ("outcome", "refused")));
        Assert.Equal(1, values.Of(Items, ("outcome", "retried")));
        Assert.Equal(0, values.Of(Items, ("outcome", "failure-store")));
        Assert.Equal(0, values.Of("lad.elasticsearch.in.flight.documents"));
        Assert.Equal((counters.Requests, counters.Bytes, counters.WireBytes), (values.Of("lad.elasticsearch.bulk.requests"), values.Of("lad.elasticsearch.bulk"), values.Of("lad.elasticsearch.sent")));
    }

    [Fact]
    public async Task What_a_sink_counted_stays_when_it_is_closed()
    {
        await using (var first = new SinkFixture(instrumentation: instrumentation)) await first.Write(first.Batch("a", "b"));
        await using var second = new SinkFixture(instrumentation: instrumentation);
        await second.Write(second.Batch("c"));

        Assert.Equal(3, values.Of("lad.elasticsearch.documents"));
        Assert.Equal(3, values.Of(Items, ("outcome", "created")));
    }

    [Fact]
    public async Task Without_instrumentation_nothing_is_measured()
    {
        await using var fixture = new SinkFixture();
        await fixture.Write(fixture.Batch("a"));

        Assert.Empty(values.Instruments);
    }

    public void Dispose()
    {
        values.Dispose();
        instrumentation.Dispose();
    }
}
