using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>What of the two formats a caller wants, and whether packed. A wish that cannot be met is answered with plain text, as Prometheus's own libraries do.</summary>
internal static class Negotiation
{
    /// <summary>The format: what has the highest quality, and of equals what stands first.</summary>
    public static ExpositionFormat Format(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(Values(request.Headers.Accept), out IList<MediaTypeHeaderValue>? accepted)) return ExpositionFormat.PrometheusText;
        foreach (MediaTypeHeaderValue type in accepted.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1))
        {
            if (Is(type, "application/openmetrics-text", "1.0.0")) return ExpositionFormat.OpenMetrics;
            if (Is(type, "text/plain", "0.0.4")) return ExpositionFormat.PrometheusText;
        }
        return ExpositionFormat.PrometheusText;
    }

    /// <summary>The header that says what is answered.</summary>
    public static string ContentType(ExpositionFormat format) => format == ExpositionFormat.OpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Whether the answer may be packed by gzip.</summary>
    public static bool IsPacked(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(Values(request.Headers.AcceptEncoding), out IList<StringWithQualityHeaderValue>? accepted)
        && accepted.Any(coding => coding.Quality is not 0 && coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase));

    private static bool Is(MediaTypeHeaderValue type, string name, string version)
    {
        if (!type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase)) return false;
        NameValueHeaderValue? wanted = type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase));
        return wanted is null || HeaderUtilities.RemoveQuotes(wanted.Value) == version;
    }

    private static string[] Values(StringValues header) => [.. header.OfType<string>()];
}
