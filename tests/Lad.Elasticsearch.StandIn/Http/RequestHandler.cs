using System.Globalization;
using System.Text.Json.Nodes;
using Lad.Elasticsearch.StandIn.Failing;
using Lad.Elasticsearch.StandIn.Searching;
using Microsoft.AspNetCore.Http;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Takes requests of all nodes, counts and checks them, answers, and lets go wrong what shall.</summary>
internal sealed class RequestHandler(StandInOptions options, Router router, Faults faults, Counters counters, Contracts.OpenApiContract? contract)
{
    public async Task HandleAsync(HttpContext context, int node)
    {
        try
        {
            await AnswerAsync(context, node).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client went away.
        }
    }

    private async Task AnswerAsync(HttpContext context, int node)
    {
        if (!options.OpenSearch && options.Version >= new Version(7, 14)) context.Response.Headers["X-elastic-product"] = "Elasticsearch";
        ApiRequest? request = await RequestReader.ReadAsync(context, node, options.MaxContentBytes).ConfigureAwait(false);
        if (request is null)
        {
            counters.CountAnswer(413);
            await AnswerWriter.WriteAsync(context, Answer.Empty(413), packed: false).ConfigureAwait(false);
            return;
        }

        counters.Count(request);
        contract?.CheckRequest(request);
        RequestFault? fault = faults.Take(request);
        if (fault is null or { IsApplied: true })
        {
            Answer? refusal = Authentication.Refusal(options, context.Request.Headers.Authorization, request.Path);
            Answer answer = refusal ?? router.Answer(request, FlawsOf(fault));
            contract?.CheckAnswer(request, answer);
            counters.CountAnswer(answer.Status);
            await GiveAsync(context, answer, fault).ConfigureAwait(false);
            return;
        }

        await SpoilAsync(context, fault).ConfigureAwait(false);
    }

    private async Task GiveAsync(HttpContext context, Answer answer, RequestFault? fault)
    {
        switch (fault)
        {
            case RequestFault.LostAnswer:
                context.Abort();
                return;
            case RequestFault.ResetInAnswer:
                await AnswerWriter.HalfAsync(context, answer, claimsAll: true).ConfigureAwait(false);
                return;
            case RequestFault.Truncated:
                await AnswerWriter.HalfAsync(context, answer, claimsAll: false).ConfigureAwait(false);
                return;
            case RequestFault.SlowDrip drip:
                await AnswerWriter.DripAsync(context, answer, drip.Pause, TimeProvider.System).ConfigureAwait(false);
                return;
            case RequestFault.MissingItem:
                answer = WithoutLastItem(answer);
                break;
        }

        bool packed = options.Certificate is null && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
        await AnswerWriter.WriteAsync(context, answer, packed).ConfigureAwait(false);
    }

    private async Task SpoilAsync(HttpContext context, RequestFault fault)
    {
        switch (fault)
        {
            case RequestFault.Reset:
                context.Abort();
                return;
            case RequestFault.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(false);
                return;
            case RequestFault.EndlessBody:
                await AnswerWriter.EndlessAsync(context).ConfigureAwait(false);
                return;
        }

        if (fault is RequestFault.Status { RetryAfter: { } wait }) context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        Answer answer = AnswerWriter.OfFault(fault);
        counters.CountAnswer(answer.Status);
        await AnswerWriter.WriteAsync(context, answer, packed: false).ConfigureAwait(false);
    }

    private static SearchFlaws FlawsOf(RequestFault? fault) => fault switch
    {
        RequestFault.TimedOut timedOut => new(true, 0, timedOut.Always),
        RequestFault.FailedShards failed => new(false, failed.Count, failed.Always),
        _ => default,
    };

    private static Answer WithoutLastItem(Answer answer)
    {
        JsonNode body = JsonNode.Parse(answer.Body.Span)!;
        if (body["items"] is JsonArray { Count: > 0 } items) items.RemoveAt(items.Count - 1);
        return Answer.Text(answer.Status, body.ToJsonString(), answer.ContentType);
    }
}
