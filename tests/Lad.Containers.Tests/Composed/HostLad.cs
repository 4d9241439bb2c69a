using Lad.EndToEnd.Tests;

namespace Lad.Containers.Tests.Composed;

/// <summary>The built program as a process of this machine.</summary>
internal sealed class HostLad(string name, LadProcess process) : IRunningLad
{
    public string Name => name;

    public bool HasEnded => process.HasEnded;

    public Task<string> SaidAsync() => Task.FromResult(process.ErrorSoFar);

    public async Task<long> ExitAsync() => (await process.EndAsync()).ExitCode;

    public async Task<long> StopAsync()
    {
        await process.SignalAsync("TERM");
        return (await process.ExitAsync()).ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts it.</summary>
    internal sealed class Starter : ILadStarter
    {
        public Task<IRunningLad> StartAsync(string name, IReadOnlyDictionary<string, string> variables, params string[] arguments) => Task.FromResult<IRunningLad>(new HostLad(name, LadProcess.Start(variables, arguments)));
    }
}
