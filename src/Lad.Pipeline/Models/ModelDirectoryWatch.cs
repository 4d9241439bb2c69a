using System.Runtime.CompilerServices;

namespace Lad.Pipeline.Models;

/// <summary>Looks at all models of a directory in turn, again and again.</summary>
internal sealed class ModelDirectoryWatch(ModelDirectory directory, TimeSpan interval, TimeProvider time)
{
    private readonly Dictionary<string, string> inForce = [];
    private readonly Dictionary<string, string> refusals = [];

    public async IAsyncEnumerable<ModelChange> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval, time);
        bool caughtUp = false;
        string? interruption = null;
        do
        {
            (IReadOnlyList<string>? names, ModelStoreException? failure) = List(patient: caughtUp);
            if (failure is not null && failure.Message != interruption) yield return new ModelChange(ModelChangeKind.Interrupted, "", Fault: failure);
            interruption = failure?.Message;
            if (names is null) continue;
            foreach (string gone in inForce.Keys.Except(names).ToArray())
            {
                inForce.Remove(gone);
                refusals.Remove(gone);
                yield return new ModelChange(ModelChangeKind.Removed, gone);
            }
            foreach (string name in names.OrderBy(name => name == ModelName.Default))
                if (await LookAsync(name, cancellation).ConfigureAwait(false) is { } change)
                    yield return change;
            if (!caughtUp) yield return new ModelChange(ModelChangeKind.CaughtUp, "");
            caughtUp = true;
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    private (IReadOnlyList<string>? Names, ModelStoreException? Failure) List(bool patient)
    {
        try
        {
            return (directory.Names(), null);
        }
        catch (ModelStoreException failure) when (patient)
        {
            return (null, failure);
        }
    }

    private async ValueTask<ModelChange?> LookAsync(string name, CancellationToken cancellation)
    {
        ModelUpdate? update = await directory.History(name).LookAsync(inForce.GetValueOrDefault(name), cancellation).ConfigureAwait(false);
        if (update?.Model is { } model)
        {
            inForce[name] = model.Metadata.Version;
            refusals.Remove(name);
            return new ModelChange(ModelChangeKind.InForce, name, model);
        }
        if (update?.Refused is not { } refused || refusals.GetValueOrDefault(name) == refused.Message) return null;
        refusals[name] = refused.Message;
        return new ModelChange(ModelChangeKind.Refused, name, Fault: refused);
    }
}
