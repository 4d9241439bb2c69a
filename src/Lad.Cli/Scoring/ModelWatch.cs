using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Terminals;
using Lad.Detection;
using Lad.Pipeline.Models;
using Lad.Pipeline.Models.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Scoring;

/// <summary>Takes up each model that comes into force, without a pause; one that is refused is named and the old one stays.</summary>
/// <param name="store">Where models are published.</param>
/// <param name="slot">Holds the model in force.</param>
/// <param name="terminal">Is told.</param>
internal sealed class ModelWatch(IModelStore store, ModelSlot slot, Terminal terminal)
{
    private readonly ILogger log = terminal.Log.CreateLogger(LogCategory.Models);
    private readonly ModelCounters counters = new();

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (slot.Current is not null) counters.Swapped();
        if (terminal.Instrumentation is { } instrumentation) _ = new ModelMetrics(instrumentation, slot, counters, terminal.Clock);
        try
        {
            await foreach (ModelUpdate update in store.WatchAsync(slot.Current?.Model.Metadata.Version, cancellation).ConfigureAwait(false))
            {
                if (update.Refused is not null) counters.Refused();
                if (update.Refused is { } refused) log.ModelRefused(refused.Message, slot.Current?.Model.Metadata.Name ?? ModelName.Default, refused);
                if (update.Model is not { } model) continue;
                slot.Swap(new Detector(model));
                counters.Swapped();
                terminal.Health.HasModel(model.Metadata.Name, model.Metadata.Version);
                log.ModelInForce($"scoring with {model.Metadata.Name} {model.Metadata.Version} from now on", model.Metadata.Name, model.Metadata.Version);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The way a watch ends.
        }
    }
}
