using System.IO.Compression;
using System.Text;
using Lad.Elasticsearch.StandIn.Failing;
using Microsoft.AspNetCore.Http;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Puts an answer on the wire, whole or spoilt.</summary>
internal static class AnswerWriter
{
    private static readonly byte[] Endless = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"create\":{\"_index\":\"endless\",\"_id\":\"1\",\"status\":201}},", 200)));

    public static async Task WriteAsync(HttpContext context, Answer answer, bool packed)
    {
        Begin(context, answer);
        if (answer.Body.Length == 0) return;
        ReadOnlyMemory<byte> body = answer.Body;
        if (packed && body.Length > 256)
        {
            var small = new MemoryStream(body.Length / 2);
            using (var gzip = new GZipStream(small, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body.Span);
            body = small.GetBuffer().AsMemory(0, (int)small.Length);
            context.Response.Headers.ContentEncoding = "gzip";
        }

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    public static async Task HalfAsync(HttpContext context, Answer answer, bool claimsAll)
    {
        Begin(context, answer);
        ReadOnlyMemory<byte> half = answer.Body[..(answer.Body.Length / 2)];
        context.Response.ContentLength = claimsAll ? answer.Body.Length : half.Length;
        await context.Response.Body.WriteAsync(half, context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        if (claimsAll) context.Abort();
    }

    public static async Task DripAsync(HttpContext context, Answer answer, TimeSpan pause, TimeProvider clock)
    {
        Begin(context, answer);
        context.Response.ContentLength = answer.Body.Length;
        for (int at = 0; at < answer.Body.Length; at++)
        {
            await context.Response.Body.WriteAsync(answer.Body.Slice(at, 1), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            await Task.Delay(pause, clock, context.RequestAborted).ConfigureAwait(false);
        }
    }

    public static async Task EndlessAsync(HttpContext context)
    {
        Begin(context, Answer.Empty(200));
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync("{\"took\":1,\"errors\":false,\"items\":["u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
        while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(Endless, context.RequestAborted).ConfigureAwait(false);
    }

    public static Answer OfFault(RequestFault fault) => fault switch
    {
        RequestFault.Status(429, _) => ErrorAnswer.Of(429, "es_rejected_execution_exception", "rejected execution of coordinating operation"),
        RequestFault.Status(503, _) => ErrorAnswer.Of(503, "cluster_block_exception", "blocked by: [SERVICE_UNAVAILABLE/1/state not recovered / initialized];"),
        RequestFault.Status(502 or 504, _) status => Answer.Text(status.Code, "<html><body><h1>Bad gateway</h1></body></html>", "text/html"),
        RequestFault.Status(403, _) => ErrorAnswer.Of(403, "security_exception", "action [indices:data/read/search] is unauthorized for user [lad] with effective roles [none], this action is granted by the index privileges [read,all]"),
        RequestFault.Status(413, _) => Answer.Empty(413),
        RequestFault.Status status => ErrorAnswer.Of(status.Code, "stand_in_exception", "a fault that was asked for"),
        RequestFault.Body body => Answer.Text(body.Code, body.Content, body.ContentType),
        RequestFault.Redirect redirect => Answer.Empty(redirect.Code) with { Headers = [new("Location", redirect.To.ToString())] },
        _ => throw new ArgumentException($"{fault} is no answer.", nameof(fault)),
    };

    private static void Begin(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Body.Length > 0) context.Response.ContentType = answer.ContentType;
        foreach ((string name, string value) in answer.Headers) context.Response.Headers.Append(name, value);
    }
}
