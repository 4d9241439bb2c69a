using Lad.Detection;

namespace Lad.Pipeline.Models;

/// <summary>Lends each worker a scratch, whichever detectors it works with. At most as many are kept as workers were busy at once.</summary>
public sealed class ScratchPool
{
    private readonly Lock sync = new();
    private readonly Stack<DetectorScratch> idle = [];

    /// <summary>A scratch that nobody else uses until it is returned.</summary>
    public DetectorScratch Rent()
    {
        lock (sync)
        {
            if (idle.TryPop(out DetectorScratch? scratch)) return scratch;
        }
        return new DetectorScratch();
    }

    /// <summary>Gives a scratch back.</summary>
    public void Return(DetectorScratch scratch)
    {
        lock (sync) idle.Push(scratch);
    }
}
