using System.Net.Http.Headers;

namespace Lad.Elasticsearch.Connections;

/// <summary>Reads answers whole, within a limit of unpacked bytes.</summary>
/// <param name="limit">Bytes of a good answer.</param>
/// <param name="clock">Tells how long it is until a date that a server names.</param>
internal sealed class AnswerReader(int limit, TimeProvider clock)
{
    /// <summary>Of an error, so much is read to be shown.</summary>
    private const int ErrorLimit = 64 << 10;
    private const int LargestStart = 1 << 20;
    private const int SmallestStart = 16 << 10;

    /// <summary>Reads an answer.</summary>
    /// <exception cref="ElasticsearchException">It is longer than the limit.</exception>
    public async Task<Answer> ReadAsync(HttpResponseMessage response, string node, string request, CancellationToken cancellation)
    {
        long? announced = response.Content.Headers.ContentLength;
        if (response.IsSuccessStatusCode && announced > limit) throw TooLong(node, request);
        var body = new PooledBytes((int)Math.Clamp(announced ?? 0, SmallestStart, LargestStart));
        try
        {
            using Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            bool whole = await ReadAsync(stream, body, response.IsSuccessStatusCode ? limit : ErrorLimit, cancellation).ConfigureAwait(false);
            if (!whole && response.IsSuccessStatusCode) throw TooLong(node, request);
        }
        catch
        {
            body.Dispose();
            throw;
        }
        return new Answer(node, (int)response.StatusCode, body)
        {
            MediaType = response.Content.Headers.ContentType?.MediaType,
            Date = response.Headers.Date,
            RetryAfter = Wait(response.Headers.RetryAfter),
            Location = response.Headers.TryGetValues("Location", out IEnumerable<string>? values) ? values.First() : null,
        };
    }

    private static async Task<bool> ReadAsync(Stream stream, PooledBytes body, int limit, CancellationToken cancellation)
    {
        byte[]? beyond = null;
        while (true)
        {
            int room = limit - body.Count;
            Memory<byte> space = room > 0 ? body.GetMemory() : beyond ??= new byte[1];
            if (room > 0 && space.Length > room) space = space[..room];
            int read = await stream.ReadAsync(space, cancellation).ConfigureAwait(false);
            if (read == 0) return true;
            if (room == 0) return false;
            body.Advance(read);
        }
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header)
    {
        TimeSpan? wait = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    private ElasticsearchException TooLong(string node, string request) => new(
        ElasticsearchFault.AnswerTooLarge,
        $"{node} answers {request} with more than {limit:N0} bytes. Lower Elasticsearch:PageSize, or raise Elasticsearch:MaxResponseBytes.");
}
