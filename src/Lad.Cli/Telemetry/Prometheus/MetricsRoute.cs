using System.IO.Compression;
using Lad.Cli.Health;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Metrics;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>Answers <c>/metrics</c>: what is measured is collected when somebody asks, by one caller after the other; who reads slowly holds up nobody.</summary>
internal sealed class MetricsRoute : IDisposable
{
    /// <summary>The path.</summary>
    public const string Path = "/metrics";

    private readonly PrometheusExporter exporter = new();
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Makes the route, and the reader that a provider of metrics must be given.</summary>
    public MetricsRoute() => Reader = new BaseExportingMetricReader(exporter);

    /// <summary>Reads what is measured; whoever gives it to a provider lets that end it.</summary>
    public MetricReader Reader { get; }

    /// <summary>Answers from now on.</summary>
    public void Add(HttpEndpoints endpoints) => endpoints.Get(Path, AnswerAsync);

    /// <summary>Nobody is answered any more.</summary>
    public void Dispose() => turn.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept, Accept-Encoding";
        ExpositionFormat format = Negotiation.Format(context.Request);
        using var text = new Utf8Text();
        if (!await CollectAsync(format, text, context.RequestAborted).ConfigureAwait(false))
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        response.ContentType = Negotiation.ContentType(format);
        ReadOnlyMemory<byte> body = text.Written;
        if (Negotiation.IsPacked(context.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            body = Pack(body);
        }
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<bool> CollectAsync(ExpositionFormat format, Utf8Text text, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return exporter.TryWrite(format, text);
        }
        finally
        {
            turn.Release();
        }
    }

    private static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> body)
    {
        var packed = new MemoryStream(body.Length / 8);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body.Span);
        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
