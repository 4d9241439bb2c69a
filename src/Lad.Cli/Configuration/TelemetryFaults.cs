using System.Buffers;

namespace Lad.Cli.Configuration;

/// <summary>What is wrong with the settings of metrics and traces beyond each one's own range, and with OpenTelemetry's variables of the same meaning. No fault holds a secret.</summary>
internal static class TelemetryFaults
{
    private static readonly string[] SignalPaths = ["/v1/metrics", "/v1/traces", "/v1/logs"];
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>All faults, one sentence each.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="origin">Where a setting's value came from, by its name.</param>
    public static IEnumerable<string> Of(TelemetrySettings settings, Func<string, string> origin)
    {
        if (settings.OtlpEndpoint.Length > 0 && Endpoint(settings.OtlpEndpoint, settings.OtlpProtocol == "grpc", takesPath: false) is { } endpoint)
            yield return $"{origin("OtlpEndpoint")}: Telemetry:OtlpEndpoint {endpoint}";
        if (Headers(settings.OtlpHeaders) is { } headers) yield return $"{origin("OtlpHeaders")}: Telemetry:OtlpHeaders {headers}";
        if (settings.ServiceName.Any(char.IsControl)) yield return $"{origin("ServiceName")}: Telemetry:ServiceName must be one line of text";
    }

    /// <summary>What is wrong with a collector's address; <see langword="null"/>: nothing.</summary>
    /// <param name="text">The address.</param>
    /// <param name="isGrpc">Whether it is spoken to by gRPC.</param>
    /// <param name="takesPath">Whether the address is one signal's alone, with its path.</param>
    public static string? Endpoint(string text, bool isGrpc, bool takesPath)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https") || url is not { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 })
            return "must be a URL such as http://localhost:4317, without a user, a query or a fragment";
        string path = url.AbsolutePath.TrimEnd('/');
        if (isGrpc) return path.Length == 0 ? null : $"has the path {path}, and gRPC has none: leave it away, or take http/protobuf";
        return takesPath || !SignalPaths.Any(signal => path.EndsWith(signal, StringComparison.Ordinal)) ? null : $"has the path {path}: leave what belongs to one signal away, it is appended for each";
    }

    /// <summary>What is wrong with headers; <see langword="null"/>: nothing. Their values are not shown.</summary>
    public static string? Headers(string text)
    {
        if (text.Trim().Length == 0) return null;
        int number = 0;
        foreach (string pair in text.Split(','))
        {
            number++;
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return $"must be name=value with commas between; header {number} is not";
            ReadOnlySpan<char> name = pair.AsSpan(0, equals).Trim();
            if (name.IsEmpty || name.ContainsAnyExcept(Token)) return $"must be name=value with commas between; the name of header {number} has a character that names cannot have";
            if (Uri.UnescapeDataString(pair[(equals + 1)..]).Any(char.IsControl)) return $"must be name=value with commas between; the value of header {number} has a control character";
        }
        return null;
    }
}
