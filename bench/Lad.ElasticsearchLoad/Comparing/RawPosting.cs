using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Lad.ElasticsearchLoad.Comparing;

/// <summary>The least that a writer does: posts bodies that are there already, so many at once, and takes the answers as bytes.</summary>
/// <param name="bodies">The bodies.</param>
/// <param name="url">Where the server is.</param>
/// <param name="inFlight">Requests that are on their way at once.</param>
internal sealed class RawPosting(IReadOnlyList<byte[]> bodies, Uri url, int inFlight)
{
    private readonly Uri bulk = new(url, "/_bulk");

    public async Task RunAsync(bool gzip)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            for (int body; (body = Interlocked.Increment(ref next)) < bodies.Count;) await PostAsync(client, bodies[body], gzip).ConfigureAwait(false);
        }))).ConfigureAwait(false);
    }

    private async Task PostAsync(HttpClient client, byte[] body, bool gzip)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, bulk);
        if (gzip)
        {
            using var packed = new MemoryStream(body.Length / 4);
            await using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) packing.Write(body);
            message.Content = new ByteArrayContent(packed.GetBuffer(), 0, (int)packed.Length);
            message.Content.Headers.ContentEncoding.Add("gzip");
        }
        else
        {
            message.Content = new ByteArrayContent(body);
        }
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using HttpResponseMessage response = await client.SendAsync(message).ConfigureAwait(false);
        byte[] answer = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        if (!response.IsSuccessStatusCode || answer.Length == 0) throw new InvalidOperationException($"The server answered {response.StatusCode}.");
    }
}
