using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Tests.Models;

public sealed class ScratchPoolTests
{
    [Fact]
    public void A_scratch_is_used_again_but_never_for_another_detector()
    {
        Detector first = new(SampleModels.Of("v1")), second = new(SampleModels.Of("v2"));
        var pool = new ScratchPool();
        DetectorScratch kept = pool.Rent(first);
        DetectorScratch late = pool.Rent(first);
        pool.Return(kept);
        Assert.Same(kept, pool.Rent(first));

        DetectorScratch other = pool.Rent(second);
        pool.Return(late);
        pool.Return(other);

        Assert.Same(second, other.Detector);
        Assert.Same(other, pool.Rent(second));
        Assert.NotSame(late, pool.Rent(second));
    }
}
