using System.Net;
using System.Net.Http.Headers;

namespace Lad.Elasticsearch.Connections;

/// <summary>
/// A body in bytes that are only lent. A server that answers early leaves the handler sending in the background: these bytes go back to their owner when
/// <see cref="ReturnAsync"/> is complete, not before, or somebody else's would be sent.
/// </summary>
internal sealed class BorrowedContent : HttpContent
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource returned = new();
    private readonly ReadOnlyMemory<byte> bytes;
    private TaskCompletionSource? sending;

    public BorrowedContent(ReadOnlyMemory<byte> bytes, string mediaType, bool isGzip)
    {
        this.bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        if (isGzip) Headers.ContentEncoding.Add("gzip");
    }

    /// <summary>Stops what is still being sent, and waits until it has stopped.</summary>
    public async Task ReturnAsync()
    {
        Task? busy;
        lock (gate)
        {
            busy = sending?.Task;
            if (busy is null or { IsCompleted: true }) busy = null;
            returned.Cancel();
        }
        if (busy is not null) await busy.ConfigureAwait(false);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            returned.Token.ThrowIfCancellationRequested();
            sending = done;
        }
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(returned.Token, cancellationToken);
            await stream.WriteAsync(bytes, either.Token).ConfigureAwait(false);
        }
        finally
        {
            done.SetResult();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) returned.Dispose();
        base.Dispose(disposing);
    }
}
