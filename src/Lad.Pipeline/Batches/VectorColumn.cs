namespace Lad.Pipeline.Batches;

/// <summary>Vectors of those records of a batch that had to be encoded, in the order in which they were.</summary>
/// <param name="capacity">Records of the batch.</param>
public sealed class VectorColumn(int capacity)
{
    private readonly int[] records = new int[capacity];
    private float[] values = [];
    private int dimension;

    /// <summary>Vectors that are in.</summary>
    public int Count { get; private set; }

    /// <summary>The record that a vector belongs to.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    public int RecordOf(int row) => records[row];

    /// <summary>A vector.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    public Span<float> this[int row] => values.AsSpan(row * dimension, dimension);

    /// <summary>Adds a row for a record and returns it to be filled. All rows of a batch have one dimension.</summary>
    public Span<float> Add(int record, int vectorDimension)
    {
        dimension = vectorDimension;
        int needed = (Count + 1) * dimension;
        if (values.Length < needed) Array.Resize(ref values, Math.Max(needed, Math.Min(values.Length * 2, records.Length * dimension)));
        records[Count] = record;
        return this[Count++];
    }

    /// <summary>Forgets all vectors.</summary>
    public void Clear() => Count = 0;
}
