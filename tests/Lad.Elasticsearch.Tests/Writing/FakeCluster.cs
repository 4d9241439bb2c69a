using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Tests.Writing;

/// <summary>Stands behind a sink in place of a client: takes bodies apart, answers what a test wants, and keeps what it took.</summary>
internal sealed class FakeCluster
{
    private int requests;
    private int underWay;
    private int mostUnderWay;

    /// <summary>What it says to a document; <see langword="null"/>: taken, or there already.</summary>
    public Func<FakeDocument, BulkItem?> Item { get; set; } = _ => null;

    /// <summary>Called with the request's number, from 0, its bytes and its documents before they are taken. May throw, or take its time.</summary>
    public Func<int, int, IReadOnlyList<FakeDocument>, CancellationToken, Task> Before { get; set; } = (_, _, _, _) => Task.CompletedTask;

    /// <summary>What an answer asks to wait.</summary>
    public Func<int, TimeSpan?> RetryAfter { get; set; } = _ => null;

    /// <summary>What was taken, by index and id.</summary>
    public ConcurrentDictionary<(string Index, string Id), string> Documents { get; } = [];

    /// <summary>The sizes of the requests: bytes and documents.</summary>
    public ConcurrentQueue<(int Bytes, int Documents)> Sizes { get; } = [];

    public int Requests => Volatile.Read(ref requests);

    public int UnderWay => Volatile.Read(ref underWay);

    public int MostUnderWay => Volatile.Read(ref mostUnderWay);

    public async Task<BulkAnswer> BulkAsync(ReadOnlyMemory<byte> body, int items, CancellationToken cancellation)
    {
        int number = Interlocked.Increment(ref requests) - 1;
        int now = Interlocked.Increment(ref underWay);
        for (int most = MostUnderWay; now > most; most = MostUnderWay) Interlocked.CompareExchange(ref mostUnderWay, now, most);
        try
        {
            FakeDocument[] documents = [.. Parse(body)];
            Assert.Equal(items, documents.Length);
            await Before(number, body.Length, documents, cancellation);
            Sizes.Enqueue((body.Length, items));
            BulkItem[] answers = [.. documents.Select(Take)];
            Assert.Equal(documents.Select(document => document.Source), Parse(body).Select(document => document.Source));
            return new BulkAnswer(answers) { WireBytes = body.Length, RetryAfter = RetryAfter(number) };
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    /// <summary>An item that says this.</summary>
    public static BulkItem Says(int status, string type = "some_exception", string reason = "for a reason") => new(status, FailureStoreUse.None, type, reason);

    /// <summary>A request that fails with this.</summary>
    public static ElasticsearchException Fails(ElasticsearchFault fault, TimeSpan? retryAfter = null) => new(fault, $"http://es:9200 says {fault}.") { RetryAfter = retryAfter };

    private BulkItem Take(FakeDocument document) =>
        Item(document) ?? new BulkItem(Documents.TryAdd((document.Index, document.Id), document.Source) ? 201 : 409, FailureStoreUse.None, null, null);

    private static IEnumerable<FakeDocument> Parse(ReadOnlyMemory<byte> body)
    {
        string[] lines = Encoding.UTF8.GetString(body.Span).Split('\n');
        Assert.Equal("", lines[^1]);
        for (int i = 0; i < lines.Length - 1; i += 2)
        {
            using JsonDocument action = JsonDocument.Parse(lines[i]);
            using JsonDocument source = JsonDocument.Parse(lines[i + 1]);
            JsonElement create = action.RootElement.GetProperty("create");
            Assert.Equal(source.RootElement.GetProperty("event").GetProperty("id").GetString(), create.GetProperty("_id").GetString());
            yield return new FakeDocument(create.GetProperty("_index").GetString()!, create.GetProperty("_id").GetString()!, source.RootElement.GetProperty("message").GetString()!, lines[i + 1]);
        }
    }
}

/// <summary>A document that was sent.</summary>
internal sealed record FakeDocument(string Index, string Id, string Message, string Source);
