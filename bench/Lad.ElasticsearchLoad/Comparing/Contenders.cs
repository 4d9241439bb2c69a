using Lad.Elasticsearch.Writing;

namespace Lad.ElasticsearchLoad.Comparing;

/// <summary>What is compared.</summary>
internal sealed class Contenders
{
    private Contenders(IReadOnlyList<Contender> all) => All = all;

    /// <summary>Each of them; the shares are of the contender that each names.</summary>
    public IReadOnlyList<Contender> All { get; }

    public static async Task<Contenders> MakeAsync(ScoredLoad load, Uri url, int inFlight)
    {
        var writing = new SinkWriting(load, url, new ElasticsearchSinkOptions { AnomaliesIndex = null, BulksInFlight = inFlight });
        IReadOnlyList<byte[]> bodies = await writing.BodiesAsync().ConfigureAwait(false);
        long bytes = bodies.Sum(body => (long)body.Length);
        var posting = new RawPosting(bodies, url, inFlight);
        return new Contenders([
            new("raw posting, gzip", null, load.Count, bytes, () => posting.RunAsync(gzip: true)),
            new("sink, gzip", "raw posting, gzip", load.Count, bytes, () => writing.WriteAsync(gzip: true)),
            new("raw posting, plain", null, load.Count, bytes, () => posting.RunAsync(gzip: false)),
            new("sink, plain", "raw posting, plain", load.Count, bytes, () => writing.WriteAsync(gzip: false)),
            new("scored and written, gzip", null, load.Count, bytes, () => writing.ScoreAsync(gzip: true)),
            new("scored and written, plain", null, load.Count, bytes, () => writing.ScoreAsync(gzip: false)),
        ]);
    }
}

/// <summary>One of what is compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Of">The contender whose share its speed is told as.</param>
/// <param name="Documents">Documents that it writes.</param>
/// <param name="Bytes">Bytes of the bodies.</param>
/// <param name="RunAsync">Runs it once.</param>
internal sealed record Contender(string Name, string? Of, long Documents, long Bytes, Func<Task> RunAsync);
