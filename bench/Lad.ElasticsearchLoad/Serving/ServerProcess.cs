using System.Diagnostics;
using System.Globalization;

namespace Lad.ElasticsearchLoad.Serving;

/// <summary>This program again, as a server.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri url)
    {
        this.process = process;
        Url = url;
    }

    /// <summary>Where it serves.</summary>
    public Uri Url { get; }

    /// <summary>Processor time that it has taken.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a server and waits until it serves.</summary>
    public static async Task<ServerProcess> StartAsync(ServerKind kind, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add("--server");
        start.ArgumentList.Add(kind.ToString());
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        string url = await process.StandardOutput.ReadLineAsync(stop).ConfigureAwait(false) ?? throw new InvalidOperationException("The server ended.");
        return new ServerProcess(process, new Uri(url));
    }

    /// <summary>Has the server forget its documents.</summary>
    /// <returns>How many it had.</returns>
    public async Task<long> ForgetAsync()
    {
        await process.StandardInput.WriteLineAsync("forget").ConfigureAwait(false);
        await process.StandardInput.FlushAsync().ConfigureAwait(false);
        return long.Parse(await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) ?? "-1", CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
    }
}
