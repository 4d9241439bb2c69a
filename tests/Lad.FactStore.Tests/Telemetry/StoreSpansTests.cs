using System.Diagnostics;
using System.Text;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Feedback;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.FactStore.Telemetry;
using Lad.FactStore.Tests.Anomalies;
using Lad.FactStore.Tests.Feedback;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;

namespace Lad.FactStore.Tests.Telemetry;

public sealed class StoreSpansTests : IDisposable
{
    private readonly Instrumentation instrumentation = new(nameof(StoreSpansTests));
    private readonly FinishedSpans spans;

    public StoreSpansTests() => spans = new FinishedSpans(instrumentation);

    public void Dispose()
    {
        spans.Dispose();
        instrumentation.Dispose();
    }

    [Fact]
    public async Task A_statement_and_its_publication_are_spans_and_one_that_fails_says_why()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        FactStoreDatabase database = await test.OpenAsync();
        var ledger = new FeedbackLedger(database, TimeProvider.System, instrumentation);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        int step = 0;
        var relay = new OutboxRelay(ledger, new FakePublisher(new FakePlace(), _ => ++step == 2 ? Mishap.FailBefore : Mishap.None), TimeProvider.System, static _ => { }, instrumentation);
        await relay.FlushAsync(CancellationToken.None);
        await relay.FlushAsync(CancellationToken.None);

        Assert.Equal([StoreSpans.Append, StoreSpans.Publish, StoreSpans.Publish], spans.All.Select(static span => span.OperationName));
        Assert.Equal(("false-positive", 1L), (spans.All[0].GetTagItem("lad.feedback.kind"), spans.All[0].GetTagItem("lad.feedback.sequence")));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.All.Select(static span => span.Status));
        Assert.Equal(1, spans.All[2].GetTagItem("lad.feedback.statements"));
    }

    [Fact]
    public async Task What_is_stored_in_a_transaction_is_a_span_with_links_to_its_records_traces()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using TestDatabase test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var archive = new AnomalyArchive(await test.OpenAsync(), TimeProvider.System, instrumentation);
        await using var source = new TracedSource([.. Enumerable.Range(0, 100).Select(i => (ScoredLines.Of(i), i < 3 ? $"00-{Trace}-00f067aa0ba902b{i}-01" : i == 3 ? "nonsense" : ""))]);
        await new AnomalyIngest(archive, new LiveTail(), new PipelineStatus(), TimeProvider.System, null, instrumentation).RunAsync(source, CancellationToken.None);
        await archive.RetainAsync(new ArchiveRetention { MaxAnomalies = 40 });

        Activity stored = Assert.Single(spans.All, static span => span.OperationName == StoreSpans.Ingest);
        Assert.Equal((100, 100), (stored.GetTagItem("lad.records"), stored.GetTagItem("lad.anomalies")));
        Assert.Equal(["00f067aa0ba902b0", "00f067aa0ba902b1", "00f067aa0ba902b2"], stored.Links.Select(static link => link.Context.SpanId.ToHexString()).Order());
        Assert.All(stored.Links, static link => Assert.Equal(Trace, link.Context.TraceId.ToHexString()));
        Assert.Equal(60L, Assert.Single(spans.All, static span => span.OperationName == StoreSpans.Retain).GetTagItem("lad.anomalies.removed"));
    }

    private sealed class TracedSource((string Line, string TraceParent)[] records) : IRecordSource
    {
        private readonly SourceStream stream = new("traced", "traced");
        private int next;

        public string Name => "traced";

        public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
        {
            for (; next < records.Length && !batch.IsFull; next++)
                batch.Append(Encoding.UTF8.GetBytes(records[next].Line), new SourcePosition(stream, next, next + 1), 1, RecordFlags.None, new RecordHeaders { TraceParent = Encoding.UTF8.GetBytes(records[next].TraceParent) });
            return ValueTask.FromResult(next < records.Length);
        }

        public bool Drain(RecordBatch batch) => false;

        public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
