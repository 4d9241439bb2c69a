using System.IO.Compression;

namespace Lad.Elasticsearch.Connections;

/// <summary>The body of a request as it is sent, packed once for all nodes.</summary>
internal sealed class PackedBody : IDisposable
{
    /// <summary>Below this, packing costs more than it saves.</summary>
    private const int Smallest = 1024;

    /// <summary>From here on it takes long enough to be another thread's work, so that several bodies are packed side by side.</summary>
    private const int Large = 64 << 10;
    private readonly PooledBytes? packed;
    private readonly Request request;

    private PackedBody(Request request, PooledBytes? packed)
    {
        this.request = request;
        this.packed = packed;
    }

    /// <summary>Packs a request's body if that is worth it.</summary>
    public static async ValueTask<PackedBody> OfAsync(Request request, bool compression, CancellationToken cancellation)
    {
        if (!compression || request.Body.Length < Smallest) return new PackedBody(request, null);
        return new PackedBody(request, request.Body.Length < Large ? Pack(request.Body) : await Task.Run(() => Pack(request.Body), cancellation).ConfigureAwait(false));
    }

    /// <summary>Bytes that are sent.</summary>
    public int Length => packed?.Count ?? request.Body.Length;

    /// <summary>The content of one message; <see langword="null"/> for none.</summary>
    public BorrowedContent? Content() => request.Body.IsEmpty ? null : new BorrowedContent(packed?.Written ?? request.Body, request.MediaType, isGzip: packed is not null);

    public void Dispose() => packed?.Dispose();

    private static PooledBytes Pack(ReadOnlyMemory<byte> body)
    {
        var packed = new PooledBytes(Math.Max(body.Length / 4, Smallest));
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body.Span);
        return packed;
    }
}
