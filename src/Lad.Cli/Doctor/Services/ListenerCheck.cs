using System.Net;
using System.Net.Sockets;
using Lad.Cli.Health;

namespace Lad.Cli.Doctor.Services;

/// <summary>Asks the service that may be running here whether it is well.</summary>
/// <param name="scope">What is looked at.</param>
internal sealed class ListenerCheck(Scope scope)
{
    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        var place = scope.Settings.Health.Listen!;
        var address = new UriBuilder("http", place.Address is null || place.Address.Equals(IPAddress.Any) || place.Address.Equals(IPAddress.IPv6Any) ? "127.0.0.1" : place.Address.ToString(), place.Port);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { MaxResponseContentBufferSize = 64 << 10 };
        foreach (string route in new[] { HealthRoutes.Live, HealthRoutes.Ready })
        {
            address.Path = route;
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(address.Uri, end).ConfigureAwait(false);
                string said = (await answer.Content.ReadAsStringAsync(end).ConfigureAwait(false)).Trim();
                if (answer.IsSuccessStatusCode) findings.Ok($"{address.Uri} says {said}");
                else findings.Warning($"{address.Uri} says {(int)answer.StatusCode} {said}");
            }
            catch (HttpRequestException refusal) when (refusal.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                findings.Skipped($"nothing listens at {place} (Health:Listen): no service runs here at the moment");
                return;
            }
            catch (HttpRequestException failure)
            {
                findings.Warning($"{address.Uri} does not answer as a service of lad does: {failure.Message}", "does another program have that port? Health:Listen names another");
                return;
            }
        }
    }
}
