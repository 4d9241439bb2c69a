using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Tests.Models;

public sealed class ScratchPoolTests
{
    [Fact]
    public void A_scratch_is_used_again_and_never_by_two_at_once()
    {
        var pool = new ScratchPool();
        DetectorScratch first = pool.Rent();
        DetectorScratch second = pool.Rent();
        Assert.NotSame(first, second);

        pool.Return(first);

        Assert.Same(first, pool.Rent());
        Assert.NotSame(second, pool.Rent());
    }
}
