using System.Text.Json;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Api.Predecessor;

/// <summary>Reads the three members from a JSON object or a form; members besides are passed over, as they were.</summary>
internal static class ReportReader
{
    /// <exception cref="ProblemException">They are not there, or wrong.</exception>
    public static async Task<ReportedFeedback> ReadAsync(HttpContext context)
    {
        Func<string, string?> member = context.Request.HasFormContentType ? await FormAsync(context).ConfigureAwait(false) : await JsonAsync(context).ConfigureAwait(false);
        return ReportedFeedback.Of(member("lad_id"), member("is_anomaly"), member("message"), out string? fault) ?? throw new ProblemException(StatusCodes.Status400BadRequest, fault!);
    }

    private static async Task<Func<string, string?>> FormAsync(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        return name => form.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values) ? values[0] : null;
    }

    private static async Task<Func<string, string?>> JsonAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "Send lad_id, is_anomaly and message as a JSON object or a form.");
        byte[] body = await BodyReader.ReadBytesAsync(context, ApiLimits.MaxBody).ConfigureAwait(false);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new ProblemException(StatusCodes.Status400BadRequest, "The body is no JSON object.");
            JsonElement root = document.RootElement.Clone();
            return name => root.TryGetProperty(name, out JsonElement value) ? Text(value) : null;
        }
        catch (JsonException)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "The body is no JSON.");
        }
    }

    /// <summary>Truth values came as text, and as what they are.</summary>
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False ? value.ToString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }
}
