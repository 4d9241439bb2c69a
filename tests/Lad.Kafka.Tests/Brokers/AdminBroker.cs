using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>
/// Answers the requests with which topics are administered, and keeps topics and their configuration; nothing can be produced or consumed. librdkafka's mock cluster has no such requests.
/// Its brokers share what they know; the first is the controller.
/// </summary>
internal sealed class AdminBroker : IDisposable
{
    private readonly TcpListener[] listeners;
    private readonly AdminRequests requests;
    private readonly Func<byte[], bool> ignores;
    private readonly X509Certificate2? certificate;

    /// <param name="brokers">How many brokers there are.</param>
    /// <param name="administers">Whether they have the requests; brokers before 0.11 do not.</param>
    /// <param name="ignores">Requests that are never answered.</param>
    /// <param name="certificate">Speaks TLS with it, to clients that show one.</param>
    public AdminBroker(int brokers = 3, bool administers = true, Func<byte[], bool>? ignores = null, X509Certificate2? certificate = null)
    {
        this.ignores = ignores ?? (_ => false);
        this.certificate = certificate;
        listeners = [.. Enumerable.Range(0, brokers).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        BootstrapServers = $"127.0.0.1:{ports[0]}";
        requests = new AdminRequests(ports, administers);
        foreach (TcpListener listener in listeners) _ = AcceptAsync(listener);
    }

    public string BootstrapServers { get; }

    /// <summary>The topics, for tests to look at and change behind the client's back.</summary>
    public AdminTopics Topics => requests.Topics;

    /// <summary>A broker (1 is the first) takes no connections any more; the others go on naming it.</summary>
    public void StopListening(int broker) => listeners[broker - 1].Stop();

    public void Dispose()
    {
        foreach (TcpListener listener in listeners) listener.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Disposed of: the test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using Stream stream = await StreamAsync(client);
                byte[] length = new byte[4];
                while (true)
                {
                    await stream.ReadExactlyAsync(length);
                    byte[] request = new byte[BitConverter.ToInt32([length[3], length[2], length[1], length[0]])];
                    await stream.ReadExactlyAsync(request);
                    if (!ignores(request)) await stream.WriteAsync(requests.Answer(request));
                }
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException or AuthenticationException)
            {
                // The client has hung up.
            }
        }
    }

    private async Task<Stream> StreamAsync(TcpClient client)
    {
        if (certificate is null) return client.GetStream();
        var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
        });
        return tls;
    }
}
