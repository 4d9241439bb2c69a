namespace Lad.Cli.Telemetry.Otlp;

/// <summary>A collector, as far as one signal is sent to it.</summary>
/// <param name="Endpoint">Where: by http the whole address with the signal's path, by gRPC the server's.</param>
/// <param name="IsGrpc">By gRPC, or else by http with protobuf.</param>
/// <param name="Headers">Headers, <c>name=value,name=value</c>: a secret.</param>
/// <param name="Timeout">How long a request may take.</param>
/// <param name="IsPacked">Whether requests are packed.</param>
internal sealed record Collector(Uri Endpoint, bool IsGrpc, string Headers, TimeSpan Timeout, bool IsPacked)
{
    /// <summary>As a person is told; without the headers.</summary>
    public override string ToString() => $"{Endpoint.GetLeftPart(UriPartial.Path)} ({(IsGrpc ? "gRPC" : "http/protobuf")})";
}
