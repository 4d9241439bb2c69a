using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Tests.Graph;

namespace Lad.Pipeline.Tests.Sources;

public sealed class LimitedSourceTests
{
    private static readonly string[] Lines = [.. Enumerable.Range(0, 100).Select(line => $"line {line}")];

    [Theory]
    [InlineData(1, 8, int.MaxValue)]
    [InlineData(8, 8, int.MaxValue)]
    [InlineData(13, 8, int.MaxValue)]
    [InlineData(13, 8, 3)]
    [InlineData(99, 100, 7)]
    [InlineData(100, 64, 64)]
    [InlineData(1000, 64, 64)]
    public async Task Exactly_so_many_records_are_read_and_acknowledged(int limit, int capacity, int perRead)
    {
        var list = new ListSource(Lines, perRead);
        await using var source = new LimitedSource(list, limit);
        var read = new List<string>();

        for (var batch = new RecordBatch(capacity); await source.ReadAsync(batch, CancellationToken.None); batch.Clear())
        {
            for (int i = 0; i < batch.Count; i++) read.Add(Encoding.UTF8.GetString(batch.Record(i)));
            await source.AcknowledgeAsync(batch, CancellationToken.None);
        }

        Assert.Equal(Lines.Take(limit), read);
        Assert.Equal(read.Count, list.Acknowledged);
        Assert.Equal(read.Count, list.Read);
    }

    [Fact]
    public async Task What_does_not_fit_the_batch_comes_with_the_next_one()
    {
        await using var source = new LimitedSource(new ListSource(Lines), 5);
        var batch = new RecordBatch(8, byteCapacity: 10);

        var counts = new List<int>();
        for (; await source.ReadAsync(batch, CancellationToken.None); batch.Clear()) counts.Add(batch.Count);

        Assert.Equal([2, 2, 1], counts);
    }
}
