using Lad.Detection.Maps;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section SOM: the self-organizing map.</summary>
internal static class MapSection
{
    public static void Write(SnapshotOutput output, SelfOrganizingMap map)
    {
        output.Count(map.Rows);
        output.Count(map.Columns);
        output.Count(map.Dimension);
        output.Singles(map.Codebook.Span);
        output.Singles(map.Radii.Span);
        output.Doubles(map.Hits.Span);
    }

    /// <param name="input">The section.</param>
    /// <param name="expected">Length of the word vectors, and so of the message vectors that the map is asked for.</param>
    public static SelfOrganizingMap Read(ref SnapshotInput input, int expected)
    {
        int rows = input.Integer("the map's rows", 1, SnapshotLimits.MapSide);
        int columns = input.Integer("the map's columns", 1, SnapshotLimits.MapSide);
        int dimension = input.Integer("the length of a codebook vector", 1, SnapshotLimits.Dimension);
        if (dimension != expected) throw input.Malformed($"codebook vectors have {dimension} values, but word vectors {expected}", sizeof(uint));
        long nodes = (long)rows * columns;
        float[] codebook = input.Singles("the codebook", nodes * dimension);
        float[] radii = input.Singles("the nodes' radii", nodes, least: 0);
        double[] hits = input.Doubles("the nodes' hits", nodes, least: 0);
        return new SelfOrganizingMap(rows, columns, dimension, codebook, radii, hits);
    }
}
