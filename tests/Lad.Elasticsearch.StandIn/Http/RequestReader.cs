using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Takes a request from the wire.</summary>
internal static class RequestReader
{
    /// <summary>The request; <see langword="null"/> when its body is larger than <paramref name="maxBytes"/>.</summary>
    public static async Task<ApiRequest?> ReadAsync(HttpContext context, int node, long maxBytes)
    {
        HttpRequest request = context.Request;
        ReadOnlyMemory<byte>? body = await BodyAsync(request, maxBytes, context.RequestAborted).ConfigureAwait(false);
        if (body is null) return null;
        string path = RawPath(context);
        return new ApiRequest
        {
            Method = request.Method,
            Path = Uri.UnescapeDataString(path),
            Segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
            Parameters = [.. request.Query.SelectMany(parameter => parameter.Value.Select(value => KeyValuePair.Create(parameter.Key, value ?? "")))],
            Body = body.Value,
            ContentType = request.ContentType,
            Node = node,
        };
    }

    /// <summary>As it was sent: <c>%2F</c> within a name is no separator.</summary>
    private static string RawPath(HttpContext context)
    {
        string target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        int end = target.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? target : target[..end];
    }

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpRequest request, long maxBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBytes) return null;
        bool packed = request.Headers.ContentEncoding.ToString() == "gzip";
        Stream stream = packed ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        var body = new MemoryStream((int)Math.Max(256, request.ContentLength ?? 0));
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                if (body.Length + read > maxBytes) return null;
                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
