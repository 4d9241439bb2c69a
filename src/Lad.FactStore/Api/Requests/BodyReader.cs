using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lad.FactStore.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lad.FactStore.Api.Requests;

/// <summary>Reads bodies within their bound.</summary>
internal static class BodyReader
{
    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="ProblemException">It is no JSON (415), too large (413), or does not have the form of <typeparamref name="T"/> (400).</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> form, long mostBytes)
        where T : class
    {
        if (!context.Request.HasJsonContentType()) throw new ProblemException(415, "Send the body as application/json.");
        byte[] body = await ReadBytesAsync(context, mostBytes).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, form) ?? throw ProblemException.Malformed("body", "is null");
        }
        catch (JsonException fault)
        {
            throw ProblemException.Malformed(fault.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body", Place(fault));
        }
    }

    /// <summary>Reads all of a body.</summary>
    /// <exception cref="ProblemException">It is too large.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpContext context, long mostBytes)
    {
        if (context.Request.ContentLength > mostBytes) throw TooLarge(mostBytes);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = mostBytes;
        using var body = new MemoryStream();
        byte[] part = new byte[8 << 10];
        while (await context.Request.Body.ReadAsync(part, context.RequestAborted).ConfigureAwait(false) is int read and > 0)
        {
            if (body.Length + read > mostBytes) throw TooLarge(mostBytes);
            body.Write(part, 0, read);
        }

        return body.ToArray();
    }

    private static ProblemException TooLarge(long mostBytes) => new(413, $"The body is larger than {mostBytes >> 10} KiB, the most that this path takes.");

    /// <summary>The serialiser's own words name types of the program.</summary>
    private static string Place(JsonException fault) => fault.LineNumber is { } line
        ? $"does not have the described form (line {line + 1}, byte {fault.BytePositionInLine + 1})"
        : "does not have the described form";
}
