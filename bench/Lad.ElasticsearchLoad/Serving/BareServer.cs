using System.Buffers;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.ElasticsearchLoad.Serving;

/// <summary>The least that a server does: takes a body, and says that each of its documents was created, in as many bytes as Elasticsearch takes for it.</summary>
internal sealed class BareServer : IServer
{
    private static readonly byte[] Item = [.. """{"create":{"_index":".ds-logs-lad.scored-default-2026.11.21-000001","_id":"0123456789abcdef0123456789abcdef","_version":1,"result":"created","_shards":{"total":2,"successful":1,"failed":0},"_seq_no":123456,"_primary_term":1,"status":201}}"""u8, (byte)','];
    private readonly WebApplication application;
    private long documents;

    private BareServer(WebApplication application) => this.application = application;

    public Uri Url => new(application.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<BareServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http1);
        });
        WebApplication application = builder.Build();
        var server = new BareServer(application);
        application.Run(server.AnswerAsync);
        await application.StartAsync().ConfigureAwait(false);
        return server;
    }

    public long Forget() => Interlocked.Exchange(ref documents, 0);

    public async ValueTask DisposeAsync() => await application.DisposeAsync().ConfigureAwait(false);

    private async Task AnswerAsync(HttpContext context)
    {
        int items = await CountAsync(context.Request, context.RequestAborted).ConfigureAwait(false) / 2;
        Interlocked.Add(ref documents, items);
        byte[] answer = ArrayPool<byte>.Shared.Rent((items * Item.Length) + 64);
        int length = Fill(answer, items);
        context.Response.ContentType = "application/json";
        Stream output = context.Response.Body;
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
            await packed.WriteAsync(answer.AsMemory(0, length)).ConfigureAwait(false);
        }
        else
        {
            await output.WriteAsync(answer.AsMemory(0, length)).ConfigureAwait(false);
        }
        ArrayPool<byte>.Shared.Return(answer);
    }

    private static int Fill(byte[] answer, int items)
    {
        "{\"took\":1,\"errors\":false,\"items\":["u8.CopyTo(answer);
        int length = 34;
        for (int i = 0; i < items; i++, length += Item.Length) Item.CopyTo(answer, length);
        if (items > 0) length--;
        "]}"u8.CopyTo(answer.AsSpan(length));
        return length + 2;
    }

    private static async Task<int> CountAsync(HttpRequest request, CancellationToken cancellation)
    {
        Stream body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(81920);
        int lines = 0;
        for (int read; (read = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;) lines += buffer.AsSpan(0, read).Count((byte)'\n');
        ArrayPool<byte>.Shared.Return(buffer);
        return lines;
    }
}
