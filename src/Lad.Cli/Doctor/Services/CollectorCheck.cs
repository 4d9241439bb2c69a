using System.Net.Sockets;

namespace Lad.Cli.Doctor.Services;

/// <summary>Looks whether the collector of metrics and spans can be reached.</summary>
/// <param name="scope">What is looked at.</param>
internal sealed class CollectorCheck(Scope scope)
{
    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        if (!Uri.TryCreate(scope.Settings.Telemetry.OtlpEndpoint, UriKind.Absolute, out Uri? collector))
        {
            findings.Fault("Telemetry:OtlpEndpoint is no URL", "http://COLLECTOR:4317 for grpc, http://COLLECTOR:4318 for http/protobuf");
            return;
        }
        string name = $"{collector.Host}:{collector.Port}";
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(collector.Host, collector.Port, end).ConfigureAwait(false);
            findings.Ok($"the collector {name} can be reached");
        }
        catch (SocketException refusal)
        {
            findings.Warning($"the collector {name} cannot be reached: {refusal.Message}; metrics and spans are lost, and nothing else", "is it running, and is Telemetry:OtlpEndpoint right?");
        }
    }
}
