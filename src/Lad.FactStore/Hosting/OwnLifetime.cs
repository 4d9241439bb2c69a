using Microsoft.Extensions.Hosting;

namespace Lad.FactStore.Hosting;

/// <summary>A host that leaves signals to the process: whoever started it stops it.</summary>
internal sealed class OwnLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
