using Lad.Cli.Health;
using Lad.Cli.Terminals;
using Lad.Pipeline.Models;
using Lad.Pipeline.Models.Telemetry;

namespace Lad.Cli.Scorers;

/// <summary>Keeps a router in step with a library: each model that comes into force is taken up, one that is refused is named and the old one stays.</summary>
/// <param name="library">Where models are published.</param>
/// <param name="router">Holds the models in force.</param>
/// <param name="terminal">Is told.</param>
internal sealed class ModelsFollowed(IModelLibrary library, ModelRouter router, Terminal terminal)
{
    private const string Warming = "warming";
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
                Say(taken.ToString());
                if (router.Version(ModelName.Default) is not { } version) break;
                terminal.Health.HasModel(ModelName.Default, version);
                ready.TrySetResult();
                break;
            case ModelChangeKind.Removed when router.Remove(change.Name):
                Counters.Removed();
                Say($"model {change.Name} was removed: its records go on with '{ModelName.Default}'");
                break;
            case ModelChangeKind.Removed:
                Say($"model {change.Name} was removed; it stays in force here until another one comes");
                break;
            case ModelChangeKind.Refused:
                Counters.Refused();
                Say($"a new model was refused, the old one stays: {change.Fault!.Message}");
                break;
            case ModelChangeKind.Interrupted:
                Say($"models cannot be read for now, those in force stay: {change.Fault!.Message}");
                break;
            case ModelChangeKind.CaughtUp when !router.IsReady:
                string missing = $"{library.Name} has no model '{ModelName.Default}' yet. Publish one: lad trainer, or lad train --from ... --model {library.Name}";
                terminal.Health.Lacks(HealthPart.Model, Warming, missing);
                Say($"{Warming}: {missing}");
                break;
            default:
                break;
        }
    }

    private void Say(string line) => terminal.Error.WriteLine("lad: " + line);
}
