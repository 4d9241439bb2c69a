using Lad.Cli.Health;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Terminals;
using Lad.Pipeline.Models;
using Lad.Pipeline.Models.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Scorers;

/// <summary>Keeps a router in step with a library: each model that comes into force is taken up, one that is refused is named and the old one stays.</summary>
/// <param name="library">Where models are published.</param>
/// <param name="router">Holds the models in force.</param>
/// <param name="terminal">Is told.</param>
internal sealed class ModelsFollowed(IModelLibrary library, ModelRouter router, Terminal terminal)
{
    private const string Warming = "warming";
    private readonly ILogger log = terminal.Log.CreateLogger(LogCategory.Models);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when every record has a model; fails when the library cannot be read at all.</summary>
    public Task Ready => ready.Task;

    /// <summary>What became of the models that came.</summary>
    public ModelCounters Counters { get; } = new();

    /// <summary>Follows until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (terminal.Instrumentation is { } instrumentation) _ = new ModelMetrics(instrumentation, router, Counters, terminal.Clock);
        terminal.Health.Lacks(HealthPart.Model, Warming, $"the models of {library.Name} are being read");
        try
        {
            await foreach (ModelChange change in library.WatchAllAsync(cancellation).ConfigureAwait(false)) Take(change);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            ready.TrySetCanceled(cancellation);
        }
        catch (Exception failure)
        {
            // Whoever waits for the first model learns why there is none; nobody else would.
            if (!ready.TrySetException(failure)) throw;
        }
    }

    private void Take(ModelChange change)
    {
        switch (change.Kind)
        {
            case ModelChangeKind.InForce:
                RouteChange taken = router.Put(change.Model!);
                if (taken.IsInForce) Counters.Swapped();
                Tell(taken);
                if (router.Version(ModelName.Default) is not { } version) break;
                terminal.Health.HasModel(ModelName.Default, version);
                ready.TrySetResult();
                break;
            case ModelChangeKind.Removed when router.Remove(change.Name):
                Counters.Removed();
                log.ModelRemoved(change.Name, $"its records go on with '{ModelName.Default}'");
                break;
            case ModelChangeKind.Removed:
                log.ModelOutlives(change.Name);
                break;
            case ModelChangeKind.Refused:
                Counters.Refused();
                log.ModelRefused(change.Fault!.Message, change.Name, change.Fault);
                break;
            case ModelChangeKind.Interrupted:
                log.ModelsUnreadable(change.Fault!.Message, change.Fault);
                break;
            case ModelChangeKind.CaughtUp when !router.IsReady:
                string missing = $"{library.Name} has no model '{ModelName.Default}' yet. Publish one: lad trainer, or lad train --from ... --model {library.Name}";
                terminal.Health.Lacks(HealthPart.Model, Warming, missing);
                log.ModelAwaited(missing);
                break;
            default:
                break;
        }
    }

    private void Tell(RouteChange change)
    {
        if (change.IsInForce) log.ModelInForce(change.ToString(), change.Name, change.Version);
        else log.ModelLeftOut(change.ToString(), change.Name, change.Version);
    }
}
