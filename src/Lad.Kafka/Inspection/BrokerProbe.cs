using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Lad.Kafka.Inspection;

/// <summary>
/// Asks a broker what it can, which needs no login and which librdkafka keeps to itself: the request <c>ApiVersions</c> in its first version. A certificate is only read here; whether it is trusted is the client's to say.
/// </summary>
public static class BrokerProbe
{
    private const short ApiVersions = 18;
    private const int MostBytes = 1 << 16;

    /// <summary>Connects, so that a wrong address is told apart from a wrong protocol.</summary>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public static async Task<TcpClient> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Asks.</summary>
    /// <param name="host">The broker's host.</param>
    /// <param name="port">Its port.</param>
    /// <param name="encrypted">Whether it speaks TLS there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">It hangs up in another way than old brokers do.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public static async Task<BrokerAbilities> AskAsync(string host, int port, bool encrypted, CancellationToken cancellation)
    {
        using TcpClient client = await ConnectAsync(host, port, cancellation).ConfigureAwait(false);
        DateTimeOffset? end = null;
        Stream stream = client.GetStream();
        if (encrypted)
        {
            // Nothing but a public question goes over it.
            var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, _, _) =>
            {
                if (certificate is X509Certificate2 shown) end = shown.NotAfter.ToUniversalTime();
                return certificate is not null;
            });
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation).ConfigureAwait(false);
            stream = tls;
        }
        await using (stream.ConfigureAwait(false)) return new BrokerAbilities(await AskAsync(stream, cancellation).ConfigureAwait(false), end);
    }

    private static async Task<Dictionary<short, short>> AskAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] request = [0, 0, 0, 13, 0, (byte)ApiVersions, 0, 0, 0, 0, 0, 1, 0, 3, (byte)'l', (byte)'a', (byte)'d'];
        await stream.WriteAsync(request, cancellation).ConfigureAwait(false);
        byte[] length = new byte[4];
        try
        {
            await stream.ReadExactlyAsync(length, cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Brokers before 0.10 hang up at a request that they do not know.
            return [];
        }
        int size = BinaryPrimitives.ReadInt32BigEndian(length);
        if (size is < 10 or > MostBytes) throw new IOException("it answers with something that is not Kafka's protocol");
        byte[] answer = new byte[size];
        await stream.ReadExactlyAsync(answer, cancellation).ConfigureAwait(false);
        return Read(answer.AsSpan(4));
    }

    // An error's number, the number of requests, and three numbers for each: the request, its first version and its last.
    private static Dictionary<short, short> Read(ReadOnlySpan<byte> answer)
    {
        var requests = new Dictionary<short, short>();
        int count = BinaryPrimitives.ReadInt32BigEndian(answer[2..]);
        for (ReadOnlySpan<byte> rest = answer[6..]; count > 0 && rest.Length >= 6; count--, rest = rest[6..])
            requests[BinaryPrimitives.ReadInt16BigEndian(rest)] = BinaryPrimitives.ReadInt16BigEndian(rest[4..]);
        return requests;
    }
}
