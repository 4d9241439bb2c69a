using Lad.Detection.Encoding;
using Lad.Detection.Templates;

namespace Lad.Detection.Maps;

/// <summary>What there is to see on a model's map: heights of the U-matrix, hits, and which templates live where.</summary>
public sealed class MapLandscape
{
    private readonly int mapColumns;

    private MapLandscape(DetectionModel model, int scale)
    {
        Model = model;
        Scale = scale;
        mapColumns = model.Map.Columns;
        Rows = (model.Map.Rows + scale - 1) / scale;
        Columns = (model.Map.Columns + scale - 1) / scale;
        Cells = Survey(model);
        Lowest = Cells.Min(cell => cell.Height);
        Highest = Cells.Max(cell => cell.Height);
        MostHits = Cells.Max(cell => cell.Hits);
    }

    /// <summary>The model.</summary>
    public DetectionModel Model { get; }

    /// <summary>Nodes that a cell spans in each direction.</summary>
    public int Scale { get; }

    /// <summary>Rows of cells.</summary>
    public int Rows { get; }

    /// <summary>Columns of cells.</summary>
    public int Columns { get; }

    /// <summary>The cells, row by row.</summary>
    public IReadOnlyList<MapCell> Cells { get; }

    /// <summary>Least height.</summary>
    public float Lowest { get; }

    /// <summary>Greatest height.</summary>
    public float Highest { get; }

    /// <summary>Most hits of a cell.</summary>
    public double MostHits { get; }

    /// <summary>Surveys the map of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="mostCells">Cells that fit in each direction, at least 1; a larger map is shown in blocks of nodes.</param>
    public static MapLandscape Of(DetectionModel model, int mostCells)
    {
        int side = Math.Max(model.Map.Rows, model.Map.Columns);
        return new MapLandscape(model, (side + mostCells - 1) / mostCells);
    }

    /// <summary>A height between the least (0) and the greatest (1).</summary>
    public double Relative(double height) => Highest > Lowest ? (height - Lowest) / (Highest - Lowest) : 0;

    /// <summary>Hits on a logarithmic scale between none (0) and the most (1): they span orders of magnitude.</summary>
    public double RelativeHits(double hits) => MostHits > 0 ? Math.Log(1 + hits) / Math.Log(1 + MostHits) : 0;

    /// <summary>The cell of a node.</summary>
    public MapCell CellOf(int node) => Cells[CellIndex(node)];

    private int CellIndex(int node) => node / mapColumns / Scale * Columns + node % mapColumns / Scale;

    private MapCell[] Survey(DetectionModel model)
    {
        float[] nodeHeights = UMatrix.Of(model.Map), heights = new float[Rows * Columns];
        double[] hits = new double[heights.Length];
        for (int node = 0; node < nodeHeights.Length; node++)
        {
            int cell = CellIndex(node);
            heights[cell] = Math.Max(heights[cell], nodeHeights[node]);
            hits[cell] += model.Map.Hits.Span[node];
        }

        ILookup<int, Template> homes = Homes(model);
        return [.. heights.Select((height, cell) => new MapCell(cell / Columns, cell % Columns, height, hits[cell], [.. homes[cell].OrderByDescending(template => template.Count)]))];
    }

    private ILookup<int, Template> Homes(DetectionModel model)
    {
        var encoder = new MessageEncoder(model.Words);
        var search = new BestMatchingUnitSearch(model.Map);
        float[] vector = new float[encoder.Dimension];
        return model.Templates.Items.ToLookup(template =>
        {
            encoder.Encode(template.Tokens, vector);
            return CellIndex(search.Find(vector).Node);
        });
    }
}
