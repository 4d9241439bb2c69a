using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Api.Feedback;

/// <summary>
/// Makes statements of an export's lines, in their order. They are said by who imports them, now; what retracts another retracts what was made of that one. The same lines again make nothing new.
/// </summary>
internal static class FeedbackImport
{
    private const int MaxRefused = 1_000;

    public static async Task<IResult> AnswerAsync(HttpContext context, FactStoreParts parts)
    {
        if (context.Request.ContentType?.Split(';')[0].Trim() is not (FeedbackExport.Lines or "application/jsonl")) throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, $"Send the lines as {FeedbackExport.Lines}.");
        var actor = Actor.Of(context);
        ReadOnlyMemory<byte> body = await BodyReader.ReadBytesAsync(context, ApiLimits.MaxImport).ConfigureAwait(false);
        var import = new Run(parts, actor);
        for (int line = 1; !body.IsEmpty && import.Refused.Count < MaxRefused; line++)
        {
            int end = body.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> text = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (!text.Span.Trim(" \t\r"u8).IsEmpty) await import.TakeAsync(line, text, context.RequestAborted).ConfigureAwait(false);
        }

        return ApiResult.Json(new ImportAnswer(import.Imported, import.Refused), ApiJson.Default.ImportAnswer);
    }

    private sealed class Run(FactStoreParts parts, Actor actor)
    {
        private readonly Dictionary<long, long> numbers = [];

        public int Imported { get; private set; }

        public List<RefusedLine> Refused { get; } = [];

        public async Task TakeAsync(int line, ReadOnlyMemory<byte> text, CancellationToken cancellation)
        {
            try
            {
                FeedbackStatement exported = FeedbackJson.ReadStatement(text.Span);
                long? retracts = exported.Retracts is not { } number ? null
                    : numbers.TryGetValue(number, out long made) ? made : throw new FormatException($"it retracts statement {number}, which no line before it made");
                FeedbackEntry entry = await parts.Ledger.AppendAsync(Draft(exported, retracts, text), actor, cancellation).ConfigureAwait(false);
                numbers[exported.Sequence] = entry.Statement.Sequence;
                Imported++;
            }
            catch (Exception fault) when (fault is FormatException or FeedbackRefusedException)
            {
                Refused.Add(new RefusedLine(line, fault.Message));
            }
        }

        private FeedbackDraft Draft(FeedbackStatement exported, long? retracts, ReadOnlyMemory<byte> text) => new()
        {
            Fingerprint = exported.Fingerprint,
            Kind = exported.Kind,
            Message = exported.Message,
            Service = exported.Service,
            Model = exported.Model,
            EventId = exported.EventId,
            Reason = exported.Reason,
            Until = exported.Until,
            Schedule = exported.Schedule,
            Retracts = retracts,
            RequestId = RequestName.Hash(actor, "import " + System.Text.Encoding.UTF8.GetString(text.Span.Trim(" \t\r"u8))),
        };
    }
}
