using System.Text;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Tests.Requests;

public sealed class BrokenAnswersTests
{
    private const string Page = """{"took":1,"timed_out":false,"_shards":{"total":1,"failed":0},"pit_id":"pü","hits":{"hits":[{"_index":"i\u00e9","_id":"a\"b","_source":{"m":"x","d":[{"n":null}]},"sort":[5,1]}]}}""";
    private const string Bulk = """{"took":3,"errors":true,"items":[{"create":{"_id":"ü","status":201,"failure_store":"used"}},{"create":{"status":400,"error":{"type":"t","reason":"r\ud83d\ude00","caused_by":{"type":"c","reason":"d"}}}}]}""";
    private static readonly ServerText Text = new([]);

    [Fact]
    public void An_answer_cut_anywhere_is_a_bad_one()
    {
        byte[] page = Encoding.UTF8.GetBytes(Page);
        byte[] bulk = Encoding.UTF8.GetBytes(Bulk);

        for (int length = 0; length < page.Length; length++) Assert.Equal(ElasticsearchFault.BadAnswer, ReadPage(page.AsSpan(0, length))?.Fault);
        for (int length = 0; length < bulk.Length; length++) Assert.Equal(ElasticsearchFault.BadAnswer, ReadBulk(bulk.AsSpan(0, length))?.Fault);
        Assert.Null(ReadPage(page));
        Assert.Null(ReadBulk(bulk));
    }

    [Fact]
    public void An_answer_with_any_bytes_wrong_is_read_or_refused_and_throws_nothing_else()
    {
        var random = new Random(7);
        string[] pieces = ["\"", "\\", "{", "}", "[", "]", ":", ",", "\\ud800", "\u0000", "ü", "1e400", "-", "null", "true", "99999999999999999999", "\"hits\"", "\"error\""];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] page = Spoil(Encoding.UTF8.GetBytes(Page), random, pieces);
            byte[] bulk = Spoil(Encoding.UTF8.GetBytes(Bulk), random, pieces);

            AssertRefused(ReadPage(page));
            AssertRefused(ReadBulk(bulk));
        }
    }

    [Fact]
    public void A_document_nested_deeper_than_most_is_read_all_the_same()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000);

        Assert.Null(ReadPage(Encoding.UTF8.GetBytes(Page.Replace("""{"m":"x","d":[{"n":null}]}""", deep, StringComparison.Ordinal))));
    }

    private static void AssertRefused(ElasticsearchException? failure)
    {
        if (failure is not null) Assert.True(failure.Fault is ElasticsearchFault.BadAnswer or ElasticsearchFault.TimedOut or ElasticsearchFault.Unavailable, failure.Message);
    }

    private static byte[] Spoil(byte[] good, Random random, string[] pieces)
    {
        var spoilt = new List<byte>(good);
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(spoilt.Count);
            switch (random.Next(4))
            {
                case 0: spoilt[at] = (byte)random.Next(256); break;
                case 1: spoilt.RemoveAt(at); break;
                case 2: spoilt.RemoveRange(at, random.Next(spoilt.Count - at)); break;
                default: spoilt.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)])); break;
            }
            if (spoilt.Count == 0) break;
        }
        return [.. spoilt];
    }

    private static ElasticsearchException? ReadPage(ReadOnlySpan<byte> bytes)
    {
        using Answer answer = AnswerOf(bytes);
        using var hits = new HitList();
        try
        {
            using SearchPage page = new SearchPageReader(answer, hits, "POST /_search", Text).Read();
            for (int i = 0; i < page.Count; i++) _ = page.Id(i).Length + page.Index(i).Length + page.Source(i).Length + page.Sort(i).Length;
            return null;
        }
        catch (ElasticsearchException failure)
        {
            return failure;
        }
    }

    private static ElasticsearchException? ReadBulk(ReadOnlySpan<byte> bytes)
    {
        using Answer answer = AnswerOf(bytes);
        try
        {
            new BulkAnswerReader(answer, "POST /_bulk", Text).Read(2);
            return null;
        }
        catch (ElasticsearchException failure)
        {
            return failure;
        }
    }

    private static Answer AnswerOf(ReadOnlySpan<byte> bytes)
    {
        var body = new PooledBytes(16);
        body.Write(bytes);
        return new Answer("http://es", 200, body);
    }
}
