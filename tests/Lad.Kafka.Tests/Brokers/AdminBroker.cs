using System.Net;
using System.Net.Sockets;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>
/// Answers the requests with which topics are administered, and keeps topics and their configuration; nothing can be produced or consumed. librdkafka's mock cluster has no such requests.
/// Its brokers share what they know; the first is the controller.
/// </summary>
internal sealed class AdminBroker : IDisposable
{
    private readonly TcpListener[] listeners;
    private readonly AdminRequests requests;

    /// <param name="brokers">How many brokers there are.</param>
    /// <param name="administers">Whether they have the requests; brokers before 0.11 do not.</param>
    public AdminBroker(int brokers = 3, bool administers = true)
    {
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
                Stream stream = client.GetStream();
                byte[] length = new byte[4];
                while (true)
                {
                    await stream.ReadExactlyAsync(length);
                    byte[] request = new byte[BitConverter.ToInt32([length[3], length[2], length[1], length[0]])];
                    await stream.ReadExactlyAsync(request);
                    await stream.WriteAsync(requests.Answer(request));
                }
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // The client has hung up.
            }
        }
    }
}
