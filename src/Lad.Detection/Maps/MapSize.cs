using System.Runtime.InteropServices;
using Lad.Detection.Numerics;

namespace Lad.Detection.Maps;

/// <summary>Chooses the size of a map.</summary>
internal static class MapSize
{
    private const int MinSide = 8;

    /// <summary>Rows and columns as the options give them, or a square with twice as many nodes as distinct vectors.</summary>
    public static (int Rows, int Columns) Of(ReadOnlySpan<float> vectors, int dimension, SelfOrganizingMapOptions options)
    {
        if (!options.SizeFromData) return (options.Rows, options.Columns);
        int side = (int)Math.Ceiling(Math.Sqrt(2.0 * Distinct(vectors, dimension)));
        side = Math.Clamp(side, MinSide, (int)Math.Sqrt(SelfOrganizingMapOptions.MaxNodesFromData));
        return (side, side);
    }

    private static int Distinct(ReadOnlySpan<float> vectors, int dimension)
    {
        var seen = new HashSet<ulong>();
        for (int start = 0; start < vectors.Length; start += dimension)
            seen.Add(StableHash.Of(MemoryMarshal.AsBytes(vectors.Slice(start, dimension))));
        return seen.Count;
    }
}
