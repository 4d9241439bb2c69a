using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Tests.Batches;

public sealed class RecordBatchTests
{
    private static readonly SourcePosition Nowhere = new(new SourceStream("s", "s"), 0, 1);

    [Fact]
    public void Bytes_fill_a_batch_as_records_do()
    {
        var batch = new RecordBatch(100, byteCapacity: 4096);
        batch.Append(new byte[5000], Nowhere, 0);

        Assert.True(batch.IsFull);
        Assert.Throws<InvalidOperationException>(() => batch.Append("x"u8, Nowhere, 0));
    }

    [Fact]
    public void A_span_that_is_held_while_the_buffer_grows_keeps_its_bytes()
    {
        var batch = new RecordBatch(4, byteCapacity: 8192);
        batch.Append(Enumerable.Repeat((byte)7, 4000).ToArray(), Nowhere, 0);
        ReadOnlySpan<byte> held = batch.Record(0);

        batch.Store(Enumerable.Repeat((byte)9, 100_000).ToArray());

        Assert.Equal(-1, held.IndexOfAnyExcept((byte)7));
        Assert.Equal(-1, batch.Record(0).IndexOfAnyExcept((byte)7));
    }

    [Fact]
    public void A_cleared_batch_remembers_nothing_of_its_last_use()
    {
        var batch = new RecordBatch(4);
        batch.Append("x"u8, Nowhere, 0, RecordFlags.MultiLine);
        batch.Assessments[0].IsAnomaly = true;
        batch.Suppressions[0] = Lad.Pipeline.Limits.Suppression.Snooze;
        batch.Statements[0] = 7;
        batch.Reject(0, "code", "reason");
        batch.Vectors.Add(0, 4);
        batch.Outputs.Prepare(this);

        batch.Clear();
        batch.Append("y"u8, Nowhere, 0);

        Assert.Equal((1, 0, 0, 1), (batch.Count, batch.Rejections.Count, batch.Vectors.Count, batch.ByteCount));
        Assert.Equal((RecordFlags.None, RecordOutcome.Pending, false), (batch.Flags[0], batch.Outcomes[0], batch.Assessments[0].IsAnomaly));
        Assert.Equal(Lad.Pipeline.Limits.Suppression.None, batch.Suppressions[0]);
        Assert.Equal(0, batch.Statements[0]);
        Assert.Null(batch.Outputs.Prepared(this));
    }

    [Fact]
    public void What_comes_with_a_record_is_kept_beside_it()
    {
        var batch = new RecordBatch(8);
        batch.Append("plain"u8, Nowhere, 0);
        batch.Append("keyed"u8, Nowhere, 0, RecordFlags.None, new RecordHeaders { HasKey = true, Key = "k"u8, TraceParent = "00-trace"u8, TimeTicks = 5 });
        batch.Append("empty key"u8, Nowhere, 0, RecordFlags.None, new RecordHeaders { HasKey = true });
        batch.Append("no key"u8, Nowhere, 0, RecordFlags.None, default);
        batch.Append("plain"u8, Nowhere, 0);

        Assert.Equal([false, true, true, false, false], Enumerable.Range(0, 5).Select(batch.HasRecordKey));
        Assert.Equal(["", "k", "", "", ""], Enumerable.Range(0, 5).Select(i => Encoding.UTF8.GetString(batch.RecordKey(i))));
        Assert.Equal(["", "00-trace", "", "", ""], Enumerable.Range(0, 5).Select(i => Encoding.UTF8.GetString(batch.TraceParent(i))));
        Assert.Equal([0L, 5, 0, 0, 0], Enumerable.Range(0, 5).Select(batch.SourceTimeTicks));
        Assert.Equal("keyed"u8, batch.Record(1));

        batch.Clear();
        batch.Append("again"u8, Nowhere, 0);
        batch.Append("again"u8, Nowhere, 0);

        Assert.False(batch.HasRecordKey(1));
        Assert.True(batch.RecordKey(1).IsEmpty && batch.TraceParent(1).IsEmpty);
        Assert.Equal(0, batch.SourceTimeTicks(1));
    }

    [Fact]
    public void A_record_that_is_put_into_another_batch_keeps_all_that_came_with_it()
    {
        var batch = new RecordBatch(4);
        var own = EventId.Of("index"u8, "document"u8);
        batch.Append("plain"u8, Nowhere, 3, RecordFlags.MultiLine);
        batch.Append("document"u8, Nowhere, 4, RecordFlags.None, new RecordHeaders { HasKey = true, Key = "k"u8, TraceParent = "00-trace"u8, TimeTicks = 5, Attempt = 2, Id = own });
        var other = new RecordBatch(4);

        other.Append(batch, 1);
        other.Append(batch, 0);

        Assert.Equal(["document", "plain"], Enumerable.Range(0, 2).Select(i => Encoding.UTF8.GetString(other.Record(i))));
        Assert.Equal((4, RecordFlags.None, 3, RecordFlags.MultiLine), (other.ObservedTicks[0], other.Flags[0], other.ObservedTicks[1], other.Flags[1]));
        Assert.Equal((own, 5, 2, true), (other.EventIdOf(0), other.SourceTimeTicks(0), other.Attempt(0), other.HasRecordKey(0)));
        Assert.Equal("k"u8, other.RecordKey(0));
        Assert.Equal("00-trace"u8, other.TraceParent(0));
        Assert.Equal((EventId.Of(Nowhere), false), (other.EventIdOf(1), other.HasRecordKey(1)));
    }

    [Theory]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true)]
    [InlineData("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later", true)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later", false)]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false)]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false)]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", false)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736", false)]
    [InlineData("", false)]
    public void A_trace_parent_is_read_as_the_recommendation_has_it(string text, bool valid)
    {
        Assert.Equal(valid, TraceContext.TryRead(Encoding.UTF8.GetBytes(text), out TraceContext context));
        Assert.Equal(valid ? "4bf92f3577b34da6a3ce929d0e0e4736" : "", Encoding.UTF8.GetString(valid ? context.TraceId : []));
        Assert.Equal(valid ? "00f067aa0ba902b7" : "", Encoding.UTF8.GetString(valid ? context.SpanId : []));
    }

    [Fact]
    public async Task A_pool_hands_out_no_more_than_it_has()
    {
        var pool = new BatchPool(2, batchSize: 8);
        RecordBatch first = await pool.RentAsync(CancellationToken.None);
        await pool.RentAsync(CancellationToken.None);
        ValueTask<RecordBatch> third = pool.RentAsync(CancellationToken.None);

        Assert.False(third.IsCompleted);
        Assert.Null(pool.TryRent());
        pool.Return(first);

        Assert.Same(first, await third);
        Assert.Equal(2, pool.InFlight);
    }
}
