using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Writing;
using Lad.Kafka.Tests.Producing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Tests;
using Xunit.Abstractions;

namespace Lad.Elasticsearch.Tests.Writing;

[Collection(nameof(MeasuredAlone))]
public sealed class SinkAllocationTests(ITestOutputHelper output)
{
    private const int Batches = 20;
    private const int BatchSize = 500;

    [Fact]
    public async Task A_document_costs_the_sink_no_object()
    {
        var all = new BulkAnswer([.. Enumerable.Repeat(new BulkItem(201, FailureStoreUse.None, null, null), BatchSize)]);
        await using var sink = new ElasticsearchVerdictSink(
            (_, items, _) => Task.FromResult(items == BatchSize ? all : throw new InvalidOperationException($"{items} documents")), SinkFixture.Quick with { BulkDocuments = BatchSize }, TimeProvider.System);
        List<RecordBatch> batches = [.. Enumerable.Range(0, Batches).Select(i => Batch(i * BatchSize))];
        await WriteAsync(sink, batches);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int round = 0; round < 10; round++) await WriteAsync(sink, batches);
        double each = (GC.GetTotalAllocatedBytes(precise: true) - before) / (10.0 * Batches * BatchSize);

        output.WriteLine($"{each:F1} bytes for each document, in {sink.Counters.Requests} requests");
        Assert.InRange(each, 0, 16);
    }

    private static RecordBatch Batch(int first)
    {
        var made = new VerdictBatch(BatchSize, first: first);
        for (int i = 0; i < BatchSize; i++) made.Add("started");
        return made.Batch;
    }

    private static async Task WriteAsync(ElasticsearchVerdictSink sink, List<RecordBatch> batches)
    {
        foreach (RecordBatch batch in batches)
        {
            sink.Render(batch);
            await sink.WriteAsync(batch, CancellationToken.None);
        }
    }
}
