using System.Text.RegularExpressions;

namespace Lad.EndToEnd.Tests.FactStore;

/// <summary><c>lad factstore</c> as a process that is killed and started again on the same database; each time it listens somewhere else.</summary>
internal sealed partial class RestartedStore(IReadOnlyDictionary<string, string> variables, params string[] arguments) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private LadProcess? process;
    private volatile Uri? address;

    /// <summary>Where it listens; <see langword="null"/> while it is away.</summary>
    public Uri? Address => address;

    /// <summary>What it has written to stderr since its last start.</summary>
    public string Said => process?.ErrorSoFar ?? "";

    /// <summary>Starts it and waits until it listens.</summary>
    public async Task StartAsync()
    {
        process = LadProcess.Start(variables, ["factstore", "--listen", "127.0.0.1:0", .. arguments]);
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Listens().Match(process.ErrorSoFar) is not { Success: true } said)
        {
            if (process.HasEnded) Assert.Fail($"The store ended by itself: {(await process.ExitAsync()).Error}");
            if (TimeProvider.System.GetElapsedTime(start) > Patience) Assert.Fail($"The store does not listen: {process.ErrorSoFar}");
            await timer.WaitForNextTickAsync();
        }
        address = new Uri(Listens().Match(process.ErrorSoFar).Groups[1].Value);
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        if (process!.HasEnded) Assert.Fail($"The store ended by itself: {(await process.ExitAsync()).Error}");
        await process.SignalAsync("KILL");
        address = null;
        await process.ExitAsync();
        process.Dispose();
    }

    /// <summary>Stops it as an operator does; what it wrote to stderr.</summary>
    public async Task<string> StopAsync()
    {
        await process!.SignalAsync("TERM");
        Ended ended = await process.ExitAsync();
        Assert.True(ended.ExitCode == 0, $"A store that was told to stop ended with {ended.ExitCode}: {ended.Error}");
        return ended.Error;
    }

    public void Dispose() => process?.Dispose();

    [GeneratedRegex(@"the fact store is at (http://\S+?)[;\s]")]
    private static partial Regex Listens();
}
