using System.Text;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Tests.Requests;

public sealed class AllocationTests
{
    private const int Documents = 2000;
    private static readonly ServerText Text = new([]);

    [Fact]
    public void A_page_costs_no_object_for_each_document()
    {
        using Answer answer = AnswerOf($$"""{"timed_out":false,"_shards":{"total":1,"failed":0},"hits":{"hits":[{{Repeat("""{"_index":"logs-1","_id":"abcdefgh","_score":null,"_source":{"@timestamp":"2026-11-21T00:00:00Z","message":"a \"line\" of some length","n":[1,2,{}]},"sort":[1763683200123,17]}""")}}] } }""");

        Assert.InRange(Allocated(() => ReadPage(answer)), 0, Documents);
    }

    [Fact]
    public void A_bulk_answer_costs_one_array_and_no_object_for_each_operation_that_went_well()
    {
        using Answer answer = AnswerOf($$"""{"took":1,"errors":false,"items":[{{Repeat("""{"create":{"_index":"logs-1","_id":"abcdefgh","_version":1,"result":"created","_shards":{"total":2,"successful":2,"failed":0},"_seq_no":1,"_primary_term":1,"status":201}}""")}}]}""");

        Assert.InRange(Allocated(() => new BulkAnswerReader(answer, "POST /_bulk", Text).Read(Documents)), 0, Documents * 32);
    }

    private static void ReadPage(Answer answer)
    {
        using var hits = new HitList();
        SearchPage page = new SearchPageReader(answer, hits, "POST /_search", Text).Read();
        long length = 0;
        for (int i = 0; i < page.Count; i++) length += page.Id(i).Length + page.Index(i).Length + page.Source(i).Length + page.Sort(i).Length + page.Time(i)!.Value;
        Assert.Equal(Documents, page.Count);
    }

    private static long Allocated(Action read)
    {
        for (int warm = 0; warm < 3; warm++) read();
        long before = GC.GetAllocatedBytesForCurrentThread();
        read();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Repeat(string element) => string.Join(',', Enumerable.Repeat(element, Documents));

    private static Answer AnswerOf(string json)
    {
        var body = new PooledBytes(json.Length);
        body.Write(Encoding.UTF8.GetBytes(json));
        return new Answer("http://es", 200, body);
    }
}
