using System.Collections;
using Lad.Cli.Commands;
using Lad.Cli.Telemetry.Reading;
using Lad.Cli.Terminals;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Tests.Telemetry.Contract;

/// <summary>A long-running command inside the test's process, whose metrics can be asked for.</summary>
internal sealed class MeasuredCommand : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Instrumentation instrumentation;
    private readonly StringWriter said = new();
    private readonly TextWriter error;
    private readonly HttpClient client = new();
    private readonly Task<int> work;

    public MeasuredCommand(IDictionary variables, params string[] arguments)
    {
        instrumentation = new Instrumentation("contract of " + arguments[0]);
        error = TextWriter.Synchronized(said);
        var terminal = new Terminal
        {
            Output = TextWriter.Null,
            Error = error,
            OpenInput = () => Stream.Null,
            OpenOutput = () => Stream.Null,
            Variables = variables,
            Instrumentation = instrumentation,
        };
        work = Task.Run(() => LadCommand.RunAsync([.. arguments, "--health", "127.0.0.1:0"], terminal, stop.Token));
    }

    /// <summary>What it has written to stderr.</summary>
    public string Said => said.ToString();

    public bool HasEnded => work.IsCompleted;

    /// <summary>What it exports; nothing before it listens.</summary>
    public async Task<Exposition> ScrapeAsync()
    {
        const string Place = "probes are answered at ";
        string text = Said;
        int start = text.IndexOf(Place, StringComparison.Ordinal);
        if (start < 0) return Exposition.Empty;
        string address = text[(start + Place.Length)..].Split("/health")[0];
        return ExpositionReader.Read(await client.GetStringAsync(new Uri(address + "/metrics")));
    }

    /// <summary>Asks the pages that it says it has.</summary>
    public async Task VisitAsync(string path)
    {
        const string Place = "the fact store is at ";
        string text = Said;
        int start = text.IndexOf(Place, StringComparison.Ordinal);
        if (start < 0) return;
        using HttpResponseMessage answer = await client.GetAsync(new Uri(text[(start + Place.Length)..].Split([' ', ';', '\n'])[0].TrimEnd('/') + path));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work;
        instrumentation.Dispose();
        client.Dispose();
        stop.Dispose();
        await error.DisposeAsync();
    }
}
