namespace Lad.Detection.Maps;

/// <summary>
/// The unified distance matrix (Ultsch and Siemon, 1990): for each node the mean distance of its codebook vector to those of its neighbours on the
/// grid, diagonals left out. Ridges of large values divide the map into regions.
/// </summary>
public static class UMatrix
{
    /// <summary>Computes the matrix, row-major, one value for each node; 0 on a map of one node.</summary>
    public static float[] Of(SelfOrganizingMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var heights = new float[map.Rows * map.Columns];
        for (int row = 0; row < map.Rows; row++)
        {
            for (int column = 0; column < map.Columns; column++)
            {
                float sum = 0;
                int neighbours = 0;
                foreach ((int down, int right) in new[] { (-1, 0), (0, -1), (0, 1), (1, 0) })
                {
                    int otherRow = row + down, otherColumn = column + right;
                    if (otherRow < 0 || otherRow >= map.Rows || otherColumn < 0 || otherColumn >= map.Columns) continue;
                    sum += Distance(map, row * map.Columns + column, otherRow * map.Columns + otherColumn);
                    neighbours++;
                }
                heights[row * map.Columns + column] = neighbours == 0 ? 0 : sum / neighbours;
            }
        }
        return heights;
    }

    private static float Distance(SelfOrganizingMap map, int node, int other) =>
        System.Numerics.Tensors.TensorPrimitives.Distance(map.Codebook.Span.Slice(node * map.Dimension, map.Dimension), map.Codebook.Span.Slice(other * map.Dimension, map.Dimension));
}
