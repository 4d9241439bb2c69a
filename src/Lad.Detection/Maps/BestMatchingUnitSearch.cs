using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lad.Detection.Numerics;

namespace Lad.Detection.Maps;

/// <summary>
/// Finds the map node nearest to a vector. Exact: every node's squared distance is the fused sum of squared differences, dimension by
/// dimension, the same bits on every machine; among equals the lowest node wins. Immutable, safe for any number of threads; a search does
/// not allocate.
/// </summary>
/// <remarks>Sixteen nodes share a register, one in each lane, so the width of the hardware's registers cannot change the order of a sum.</remarks>
public sealed unsafe class BestMatchingUnitSearch
{
    private const int Lanes = AlignedMatrix.Lanes;

    /// <summary>Nodes of a tile: four registers, each with its own chain of sums to hide the latency of an addition.</summary>
    private const int TileNodes = 4 * Lanes;

    private readonly int nodes;

    // One row for each tile; in it, for each dimension, the values of its 64 nodes. Nodes that pad the last tile are infinitely far.
    private readonly AlignedMatrix tiles;

    /// <summary>Prepares a search over the codebook of <paramref name="map"/>.</summary>
    public BestMatchingUnitSearch(SelfOrganizingMap map)
        : this(map.Codebook.Span, map.Dimension)
    {
    }

    /// <param name="codebook">Row-major codebook vectors, at least one.</param>
    /// <param name="dimension">Length of each.</param>
    internal BestMatchingUnitSearch(ReadOnlySpan<float> codebook, int dimension)
    {
        Dimension = dimension;
        nodes = codebook.Length / dimension;
        tiles = new AlignedMatrix((nodes + TileNodes - 1) / TileNodes, dimension * TileNodes);
        for (int node = 0; node < tiles.Rows * TileNodes; node++)
        {
            float* column = tiles.Row(node / TileNodes) + node % TileNodes;
            for (int i = 0; i < dimension; i++)
                column[i * TileNodes] = node < nodes ? codebook[node * dimension + i] : float.PositiveInfinity;
        }
    }

    /// <summary>Length of a vector.</summary>
    public int Dimension { get; }

    /// <summary>The node nearest to <paramref name="vector"/>. A vector that is not finite gets node 0 and an infinite distance.</summary>
    /// <param name="vector"><see cref="Dimension"/> values.</param>
    public BestMatchingUnit Find(ReadOnlySpan<float> vector)
    {
        if (vector.Length != Dimension) throw new ArgumentException($"The map's vectors have {Dimension} values, this one {vector.Length}.", nameof(vector));
        fixed (float* x = vector)
            return FindOne(x);
    }

    /// <summary>The nodes nearest to many vectors: faster for each than one by one.</summary>
    /// <param name="vectors">Row-major, <see cref="Dimension"/> values each.</param>
    /// <param name="units">Receives one unit for each vector.</param>
    public void Find(ReadOnlySpan<float> vectors, Span<BestMatchingUnit> units)
    {
        if (vectors.Length != (long)units.Length * Dimension) throw new ArgumentException($"{units.Length} vectors of {Dimension} values were asked for, {vectors.Length} values given.", nameof(vectors));
        fixed (float* x = vectors)
        fixed (BestMatchingUnit* found = units)
        {
            int i = 0;
            // With half as many, half as wide registers, four vectors at a time no longer fit and are slower than one.
            for (; Vector512.IsHardwareAccelerated && i <= units.Length - 4; i += 4)
                FindFour(x + (nint)i * Dimension, found + i);
            for (; i < units.Length; i++)
                found[i] = FindOne(x + (nint)i * Dimension);
        }
    }

    /// <summary>The node nearest to <paramref name="vector"/> when <paramref name="best"/> is left out; -1 on a map of one node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int FindSecond(ReadOnlySpan<float> vector, int best)
    {
        if (nodes == 1) return -1;
        var nearest = NearestLanes.None;
        for (int node = 0; node < tiles.Rows * TileNodes; node += Lanes)
        {
            float* column = tiles.Row(node / TileNodes) + node % TileNodes;
            Vector512<float> distances = default;
            for (int i = 0; i < vector.Length; i++)
                distances = AddSquare(Vector512.Create(vector[i]), column + i * TileNodes, distances);
            if ((uint)(best - node) < Lanes) distances = distances.WithElement(best - node, float.PositiveInfinity);
            nearest.Offer(distances, node);
        }
        GC.KeepAlive(tiles);
        return nearest.Nearest().Node;
    }

    // Full optimisation at once: the first calls are those of a whole training or of a short run.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private BestMatchingUnit FindOne(float* x)
    {
        int dimension = Dimension;
        var best = NearestLanes.None;
        for (int tile = 0; tile < tiles.Rows; tile++)
        {
            float* column = tiles.Row(tile);
            Vector512<float> d0 = default, d1 = default, d2 = default, d3 = default;
            for (int i = 0; i < dimension; i++, column += TileNodes)
            {
                Vector512<float> value = Vector512.Create(x[i]);
                d0 = AddSquare(value, column, d0);
                d1 = AddSquare(value, column + Lanes, d1);
                d2 = AddSquare(value, column + 2 * Lanes, d2);
                d3 = AddSquare(value, column + 3 * Lanes, d3);
            }
            int node = tile * TileNodes;
            best.Offer(d0, node);
            best.Offer(d1, node + Lanes);
            best.Offer(d2, node + 2 * Lanes);
            best.Offer(d3, node + 3 * Lanes);
        }
        GC.KeepAlive(tiles);
        return best.Nearest();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindFour(float* x, BestMatchingUnit* found)
    {
        int dimension = Dimension;
        float* x1 = x + dimension, x2 = x1 + dimension, x3 = x2 + dimension;
        NearestLanes best0 = NearestLanes.None, best1 = best0, best2 = best0, best3 = best0;
        for (int tile = 0; tile < tiles.Rows; tile++)
        {
            for (int half = 0; half < TileNodes; half += 2 * Lanes)
            {
                float* column = tiles.Row(tile) + half;
                Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
                for (int i = 0; i < dimension; i++, column += TileNodes)
                {
                    Vector512<float> left = Vector512.Load(column), right = Vector512.Load(column + Lanes);
                    Vector512<float> value = Vector512.Create(x[i]);
                    a0 = AddSquare(value, left, a0);
                    a1 = AddSquare(value, right, a1);
                    value = Vector512.Create(x1[i]);
                    b0 = AddSquare(value, left, b0);
                    b1 = AddSquare(value, right, b1);
                    value = Vector512.Create(x2[i]);
                    c0 = AddSquare(value, left, c0);
                    c1 = AddSquare(value, right, c1);
                    value = Vector512.Create(x3[i]);
                    d0 = AddSquare(value, left, d0);
                    d1 = AddSquare(value, right, d1);
                }
                int node = tile * TileNodes + half;
                best0.Offer(a0, node);
                best0.Offer(a1, node + Lanes);
                best1.Offer(b0, node);
                best1.Offer(b1, node + Lanes);
                best2.Offer(c0, node);
                best2.Offer(c1, node + Lanes);
                best3.Offer(d0, node);
                best3.Offer(d1, node + Lanes);
            }
        }
        GC.KeepAlive(tiles);
        found[0] = best0.Nearest();
        found[1] = best1.Nearest();
        found[2] = best2.Nearest();
        found[3] = best3.Nearest();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddSquare(Vector512<float> value, float* column, Vector512<float> sum) =>
        AddSquare(value, Vector512.Load(column), sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddSquare(Vector512<float> value, Vector512<float> codebook, Vector512<float> sum)
    {
        Vector512<float> difference = value - codebook;
        return Vector512.FusedMultiplyAdd(difference, difference, sum);
    }
}
