using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lad.Elasticsearch.Tests.Connections;

/// <summary>Answers whatever it hears, TLS or not, with the same text.</summary>
internal sealed class PlainAnswer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public PlainAnswer(string text)
    {
        listener.Start();
        serving = ServeAsync(Encoding.ASCII.GetBytes(text));
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        listener.Dispose();
        _ = serving;
    }

    private async Task ServeAsync(byte[] text)
    {
        try
        {
            while (true)
            {
                using TcpClient connection = await listener.AcceptTcpClientAsync();
                NetworkStream stream = connection.GetStream();
                await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
                await stream.WriteAsync(text);
                await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped, or the client has left.
        }
    }
}
