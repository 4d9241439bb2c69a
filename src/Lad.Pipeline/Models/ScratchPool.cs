using Lad.Detection;

namespace Lad.Pipeline.Models;

/// <summary>
/// Lends each worker a scratch of the detector it works with. Those of a detector that is no longer lent out for are dropped, so that at most
/// as many are kept as workers were busy at once.
/// </summary>
public sealed class ScratchPool
{
    private readonly Lock sync = new();
    private readonly Stack<DetectorScratch> idle = [];
    private Detector? latest;

    /// <summary>A scratch that nobody else uses until it is returned.</summary>
    public DetectorScratch Rent(Detector detector)
    {
        lock (sync)
        {
            if (!ReferenceEquals(latest, detector))
            {
                idle.Clear();
                latest = detector;
            }
            if (idle.TryPop(out DetectorScratch? scratch)) return scratch;
        }
        return new DetectorScratch(detector);
    }

    /// <summary>Gives a scratch back.</summary>
    public void Return(DetectorScratch scratch)
    {
        lock (sync)
        {
            if (ReferenceEquals(scratch.Detector, latest)) idle.Push(scratch);
        }
    }
}
