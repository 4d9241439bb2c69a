using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Api.Groups;

/// <summary>Anomalies of a template a minute, in one service or in all.</summary>
internal static class RateEndpoint
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(24), Longest = TimeSpan.FromDays(31);

    public static async Task<IResult> AnswerAsync(HttpContext context, FactStoreParts parts, string fingerprint)
    {
        ulong identity = PathText.Fingerprint(fingerprint);
        ParameterReader parameters = ParameterReader.Query(context);
        string? service = parameters.Text("service");
        DateTimeOffset to = parameters.Time("to") ?? parts.Clock.GetUtcNow();
        DateTimeOffset from = parameters.Time("from") ?? (to - DateTimeOffset.MinValue > Usual ? to - Usual : DateTimeOffset.MinValue);
        parameters.End();
        if (from >= to) throw ProblemException.Malformed("from", "is not before the end");
        if (to - from > Longest) throw ProblemException.Malformed("from", $"is more than {SpanText.Write(Longest)} before the end");
        IReadOnlyList<MinuteCount> minutes = service is null
            ? await parts.Archive.RatesOfAsync(identity, from, to, context.RequestAborted).ConfigureAwait(false)
            : await parts.Archive.RatesAsync(new GroupKey(identity, service), from, to, context.RequestAborted).ConfigureAwait(false);
        return ApiResult.Json(new RateAnswer(from, to, [.. minutes.Select(minute => new MinuteAnswer(minute.Minute, minute.Count))]), ApiJson.Default.RateAnswer);
    }
}
