namespace Lad.Detection.Maps;

/// <summary>A self-organizing map (Kohonen, 1982): a grid of codebook vectors, with what each node saw in training.</summary>
public sealed class SelfOrganizingMap
{
    /// <param name="rows">Rows of the grid, at least 1.</param>
    /// <param name="columns">Columns of the grid, at least 1.</param>
    /// <param name="dimension">Length of each codebook vector.</param>
    /// <param name="codebook">Row-major, <c>rows * columns * dimension</c> values; node = row * columns + column.</param>
    /// <param name="radii">Largest training distance at each node, 0 where none was nearest.</param>
    /// <param name="hits">Weighted training vectors for which each node was best.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public SelfOrganizingMap(int rows, int columns, int dimension, float[] codebook, float[] radii, double[] hits)
    {
        int nodes = rows * columns;
        if (codebook.Length != nodes * dimension || radii.Length != nodes || hits.Length != nodes)
            throw new ArgumentException($"A {rows} x {columns} map of dimension {dimension} got {codebook.Length} codebook values, {radii.Length} radii and {hits.Length} hits.");
        Rows = rows;
        Columns = columns;
        Dimension = dimension;
        Codebook = codebook;
        Radii = radii;
        Hits = hits;
    }

    /// <summary>Rows of the grid.</summary>
    public int Rows { get; }

    /// <summary>Columns of the grid.</summary>
    public int Columns { get; }

    /// <summary>Length of each codebook vector.</summary>
    public int Dimension { get; }

    /// <summary>Row-major codebook vectors.</summary>
    public ReadOnlyMemory<float> Codebook { get; }

    /// <summary>Largest training distance at each node.</summary>
    public ReadOnlyMemory<float> Radii { get; }

    /// <summary>Weighted training vectors for which each node was best.</summary>
    public ReadOnlyMemory<double> Hits { get; }
}
