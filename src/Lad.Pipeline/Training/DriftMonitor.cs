using System.Collections;

namespace Lad.Pipeline.Training;

/// <summary>
/// Watches the share of recent records whose template a model does not know. With hysteresis: once drift was answered it is not found again before the share was seen below
/// half of what makes it, so that a stream which no training helps does not train in a loop. Not thread-safe.
/// </summary>
/// <param name="options">When a model counts as overtaken.</param>
public sealed class DriftMonitor(DriftOptions options)
{
    private readonly BitArray unknown = new(options.Window);
    private int next;
    private int seen;
    private int count;
    private bool armed = true;

    /// <summary>Share of the recent records that are unknown, 0 to 1.</summary>
    public double Share => seen == 0 ? 0 : (double)count / seen;

    /// <summary>Whether the window is full, drift is found, and it was not answered yet.</summary>
    public bool HasDrifted => armed && options.Share > 0 && seen == options.Window && Share > options.Share;

    /// <summary>Takes notice of a record.</summary>
    /// <param name="isUnknown">Whether the model has no template for it.</param>
    public void Notice(bool isUnknown)
    {
        if (seen == options.Window) count -= unknown[next] ? 1 : 0;
        else seen++;
        unknown[next] = isUnknown;
        count += isUnknown ? 1 : 0;
        next = next + 1 == options.Window ? 0 : next + 1;
        if (!armed && seen == options.Window && Share < options.Share / 2) armed = true;
    }

    /// <summary>Begins anew with another model; drift that was answered stays answered.</summary>
    public void Restart() => next = seen = count = 0;

    /// <summary>Drift was answered: a model was learned because of it, published or not.</summary>
    public void Answer() => armed = false;
}
