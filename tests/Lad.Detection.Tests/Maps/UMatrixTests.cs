using Lad.Detection.Maps;

namespace Lad.Detection.Tests.Maps;

public sealed class UMatrixTests
{
    [Fact]
    public void Heights_are_mean_distances_to_the_neighbours_on_the_grid()
    {
        var map = new SelfOrganizingMap(2, 3, 1, [0, 0, 6, 0, 0, 9], new float[6], new double[6]);

        Assert.Equal([0f, 2f, 4.5f, 0f, 3f, 6f], UMatrix.Of(map));
    }

    [Fact]
    public void A_single_node_has_height_0()
    {
        Assert.Equal([0f], UMatrix.Of(new SelfOrganizingMap(1, 1, 2, [3, 4], new float[1], new double[1])));
    }
}
