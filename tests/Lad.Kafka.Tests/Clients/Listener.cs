using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Lad.Kafka.Tests.Clients;

/// <summary>A port that is open and is no Kafka.</summary>
internal sealed class Listener : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    private Listener(Func<Stream, Task> serve)
    {
        listener.Start();
        _ = AcceptAsync(serve);
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Accepts connections and says nothing.</summary>
    public static Listener Silent() => new(stream => stream.CopyToAsync(Stream.Null));

    /// <summary>Hangs up when it is spoken to.</summary>
    public static Listener HangingUp() => new(async stream => await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false));

    /// <summary>Speaks TLS, with a certificate that nobody has signed.</summary>
    public static Listener Tls()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return new Listener(async stream =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.CopyToAsync(Stream.Null);
        });
    }

    /// <summary>A port on which nobody listens.</summary>
    public static string ClosedPort()
    {
        using var brief = new Listener(_ => Task.CompletedTask);
        return brief.Address;
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync(Func<Stream, Task> serve)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(), serve);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Disposed of: the test is over.
        }
    }

    private static async Task ServeAsync(TcpClient client, Func<Stream, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(client.GetStream());
            }
            catch (Exception broken) when (broken is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client has hung up.
            }
        }
    }
}
