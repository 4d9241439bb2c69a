using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lad.Cli.Feedback.Books;
using Lad.FactStore.Feedback;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Feedback;

/// <summary>Statements as JSON lines: what an export writes and an import takes.</summary>
internal static class StatementLines
{
    /// <summary>A statement as one line, without its end.</summary>
    public static string Of(FeedbackStatement statement)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default })) FeedbackJson.Write(json, statement);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>
    /// Makes statements of lines, in their order, by who imports them, now. What retracts another retracts what was made of that one; the same lines again make nothing new.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="author">Who imports.</param>
    /// <param name="book">Where they are made.</param>
    /// <param name="refused">Is told of each line that makes no statement.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Statements that were made, or had been by an earlier import.</returns>
    public static async Task<int> ImportAsync(IEnumerable<string> lines, string author, IFeedbackBook book, Action<string> refused, CancellationToken cancellation)
    {
        var numbers = new Dictionary<long, long>();
        int made = 0, line = 0;
        foreach (string text in lines)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            try
            {
                FeedbackStatement exported = FeedbackJson.ReadStatement(Encoding.UTF8.GetBytes(text));
                FeedbackEntry entry = await book.AddAsync(Draft(exported, numbers, $"{author}\nimport {text.Trim()}"), cancellation).ConfigureAwait(false);
                numbers[exported.Sequence] = entry.Statement.Sequence;
                made++;
            }
            catch (Exception fault) when (fault is FormatException or FeedbackRefusedException)
            {
                refused($"line {line}: {fault.Message}");
            }
        }

        return made;
    }

    private static FeedbackDraft Draft(FeedbackStatement exported, Dictionary<long, long> numbers, string name) => new()
    {
        Fingerprint = exported.Fingerprint,
        Kind = exported.Kind,
        Message = exported.Message,
        Service = exported.Service,
        Model = exported.Model,
        Reason = exported.Reason,
        Until = exported.Until,
        Schedule = exported.Schedule,
        Retracts = exported.Retracts is not { } number ? null : numbers.TryGetValue(number, out long own) ? own : throw new FormatException($"it retracts statement {number}, which no line before it made"),
        RequestId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))),
    };
}
