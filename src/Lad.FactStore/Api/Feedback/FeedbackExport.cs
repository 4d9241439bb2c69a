using System.Text;
using System.Text.Json;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Lad.FactStore.Api.Feedback;

/// <summary>All statements in their order, as JSON lines, which an import takes, or as CSV, for people.</summary>
internal static class FeedbackExport
{
    public const string Lines = "application/x-ndjson", Csv = "text/csv";
    private const int PageSize = 1_000;

    public static async Task AnswerAsync(HttpContext context, FactStoreParts parts)
    {
        ParameterReader.Query(context).End();
        bool csv = Accepted(context.Request) == Csv;
        // The first page comes before the answer begins: a database that is away is still told as a problem.
        Page<FeedbackStatement> page = await parts.Ledger.ListAsync(new FeedbackQuery { OldestFirst = true, Limit = PageSize }, context.RequestAborted).ConfigureAwait(false);
        HttpResponse response = context.Response;
        response.ContentType = csv ? "text/csv; charset=utf-8; header=present" : Lines;
        response.Headers.ContentDisposition = $"attachment; filename=\"feedback.{(csv ? "csv" : "jsonl")}\"";
        if (csv) await response.Body.WriteAsync(Encoding.UTF8.GetBytes(StatementCsv.Header), context.RequestAborted).ConfigureAwait(false);
        while (true)
        {
            foreach (FeedbackStatement statement in page.Items)
                await response.Body.WriteAsync(csv ? Encoding.UTF8.GetBytes(StatementCsv.Row(statement)) : Line(statement), context.RequestAborted).ConfigureAwait(false);
            if (page.Next is null) return;
            page = await parts.Ledger.ListAsync(new FeedbackQuery { OldestFirst = true, Limit = PageSize, After = page.Next }, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static byte[] Line(FeedbackStatement statement) => [.. JsonSerializer.SerializeToUtf8Bytes(statement, ApiJson.Default.FeedbackStatement), (byte)'\n'];

    private static string Accepted(HttpRequest request)
    {
        IEnumerable<MediaTypeHeaderValue> accepted = request.GetTypedHeaders().Accept.Where(range => range.Quality is not 0).OrderByDescending(range => range.Quality ?? 1);
        foreach (MediaTypeHeaderValue range in accepted)
        {
            if (range.MatchesMediaType(Lines) || range.MatchesAllTypes || range.MediaType == "application/jsonl") return Lines;
            if (range.MatchesMediaType(Csv)) return Csv;
        }

        return request.Headers.Accept.Count == 0 ? Lines : throw new ProblemException(StatusCodes.Status406NotAcceptable, $"Statements are exported as {Lines} or {Csv}.");
    }
}
