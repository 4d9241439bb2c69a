using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Lad.Kafka.Inspection;

/// <summary>
/// Asks a broker what librdkafka keeps to itself: what it can (the request <c>ApiVersions</c> in its first version, which needs no login), and which addresses it names. A certificate is only read here; whether it is trusted is the client's to say.
/// </summary>
public static class BrokerProbe
{
    private const string Silence = "it does not answer the question";
    private const short ApiVersions = 18;
    private const short Metadata = 3;

    // Old brokers name all topics, whether they are asked for or not.
    private const int MostBytes = 16 << 20;

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
    /// <param name="patience">How long its answer may take; brokers before 0.10 give none, or hang up.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">It answers with something else.</exception>
    /// <exception cref="AuthenticationException">It refuses to speak TLS before it shows a certificate.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public static async Task<BrokerAbilities> AskAsync(string host, int port, bool encrypted, TimeSpan patience, CancellationToken cancellation)
    {
        DateTimeOffset? end = null;
        try
        {
            byte[]? answer = await ExchangeAsync(host, port, encrypted, ApiVersions, [], until => end = until, patience, cancellation).ConfigureAwait(false);
            return new BrokerAbilities(answer is { Length: > 0 } ? Versions(answer) : new Dictionary<short, short>(), end, answer is null ? Silence : null);
        }
        catch (Exception refusal) when (end is not null && (refusal is IOException or AuthenticationException))
        {
            // Its certificate was seen all the same.
            return new BrokerAbilities(new Dictionary<short, short>(), end, refusal.Message);
        }
    }

    /// <summary>
    /// The addresses by which the brokers want to be reached, as this one names them: the client needs them to work before it tells them. None where a login is needed first.
    /// </summary>
    /// <param name="host">The broker's host.</param>
    /// <param name="port">Its port.</param>
    /// <param name="encrypted">Whether it speaks TLS there.</param>
    /// <param name="patience">How long its answer may take.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">It answers with something else.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public static async Task<IReadOnlyList<BrokerAddress>> BrokersAsync(string host, int port, bool encrypted, TimeSpan patience, CancellationToken cancellation)
    {
        // The first version, which every broker knows; without names it is about all topics, which stand behind the brokers.
        byte[]? answer = await ExchangeAsync(host, port, encrypted, Metadata, [0, 0, 0, 0], _ => { }, patience, cancellation).ConfigureAwait(false);
        return answer is { Length: > 0 } ? Brokers(answer) : [];
    }

    /// <summary>
    /// The answer to a request of the first version, without the numbers before it; empty when the broker hangs up, <see langword="null"/> when it stays silent. Over TLS both are exceptions: a broker that wants a client's certificate
    /// says so only after the handshake, by hanging up.
    /// </summary>
    private static async Task<byte[]?> ExchangeAsync(string host, int port, bool encrypted, short kind, byte[] body, Action<DateTimeOffset> certified, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using TcpClient client = await ConnectAsync(host, port, limit.Token).ConfigureAwait(false);
            Stream stream = encrypted ? await EncryptedAsync(client.GetStream(), host, certified, limit.Token).ConfigureAwait(false) : client.GetStream();
            await using (stream.ConfigureAwait(false))
                return await AnswerAsync(stream, encrypted, [0, 0, 0, (byte)(13 + body.Length), 0, (byte)kind, 0, 0, 0, 0, 0, 1, 0, 3, (byte)'l', (byte)'a', (byte)'d', .. body], limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return encrypted ? throw new IOException(Silence) : null;
        }
    }

    private static async Task<SslStream> EncryptedAsync(Stream stream, string host, Action<DateTimeOffset> certified, CancellationToken cancellation)
    {
        // Nothing but public questions go over it.
        var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, _, _) =>
        {
            if (certificate is X509Certificate2 shown) certified(shown.NotAfter.ToUniversalTime());
            return certificate is not null;
        });
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation).ConfigureAwait(false);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<byte[]> AnswerAsync(Stream stream, bool encrypted, byte[] request, CancellationToken cancellation)
    {
        byte[] length = new byte[4];
        try
        {
            await stream.WriteAsync(request, cancellation).ConfigureAwait(false);
            await stream.ReadExactlyAsync(length, cancellation).ConfigureAwait(false);
        }
        catch (IOException hangUp) when (!cancellation.IsCancellationRequested)
        {
            return encrypted ? throw new IOException("it hangs up at the question, perhaps since it wants a client's certificate, which is not shown for it", hangUp) : [];
        }
        int size = BinaryPrimitives.ReadInt32BigEndian(length);
        if (size is < 10 or > MostBytes) throw new IOException("it answers with something that is not Kafka's protocol");
        byte[] answer = new byte[size];
        await stream.ReadExactlyAsync(answer, cancellation).ConfigureAwait(false);
        return answer[4..];
    }

    // An error's number, the number of requests, and three numbers for each: the request, its first version and its last.
    private static Dictionary<short, short> Versions(ReadOnlySpan<byte> answer)
    {
        var requests = new Dictionary<short, short>();
        int count = BinaryPrimitives.ReadInt32BigEndian(answer[2..]);
        for (ReadOnlySpan<byte> rest = answer[6..]; count > 0 && rest.Length >= 6; count--, rest = rest[6..])
            requests[BinaryPrimitives.ReadInt16BigEndian(rest)] = BinaryPrimitives.ReadInt16BigEndian(rest[4..]);
        return requests;
    }

    private static List<BrokerAddress> Brokers(ReadOnlySpan<byte> answer)
    {
        try
        {
            var brokers = new List<BrokerAddress>();
            int count = BinaryPrimitives.ReadInt32BigEndian(answer);
            ReadOnlySpan<byte> rest = answer[4..];
            for (int broker = 0; broker < count; broker++)
            {
                int id = BinaryPrimitives.ReadInt32BigEndian(rest);
                int length = BinaryPrimitives.ReadInt16BigEndian(rest[4..]);
                string host = Encoding.UTF8.GetString(rest.Slice(6, length));
                rest = rest[(6 + length)..];
                brokers.Add(new BrokerAddress(id, host, BinaryPrimitives.ReadInt32BigEndian(rest)));
                rest = rest[4..];
            }
            return brokers;
        }
        catch (ArgumentOutOfRangeException broken)
        {
            throw new IOException("its answer about the brokers ends too soon", broken);
        }
    }
}
