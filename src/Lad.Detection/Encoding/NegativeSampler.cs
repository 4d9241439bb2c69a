using System.Runtime.CompilerServices;

namespace Lad.Detection.Encoding;

/// <summary>
/// Draws words in proportion to frequency^0.75 (Mikolov et al., 2013) in constant time from a table of the vocabulary's size
/// (alias method: Walker, 1977; built as Vose, 1991).
/// </summary>
internal sealed class NegativeSampler
{
    private const double Exponent = 0.75;

    private readonly record struct Cell(uint Threshold, int Alias);

    private readonly Cell[] cells;

    /// <param name="frequencies">Frequency of each row; rows with 0 are never drawn unless all are 0.</param>
    public NegativeSampler(ReadOnlySpan<double> frequencies)
    {
        int count = frequencies.Length;
        var share = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += share[i] = Math.Pow(frequencies[i], Exponent);
        for (int i = 0; i < count; i++)
            share[i] = sum > 0 ? share[i] * count / sum : 1;

        cells = new Cell[count];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int i = count - 1; i >= 0; i--)
            (share[i] < 1 ? small : large).Push(i);
        while (small.Count > 0 && large.Count > 0)
        {
            int less = small.Pop(), more = large.Pop();
            cells[less] = new Cell((uint)(share[less] * uint.MaxValue), more);
            share[more] -= 1 - share[less];
            (share[more] < 1 ? small : large).Push(more);
        }
        foreach (int i in large.Concat(small))
            cells[i] = new Cell(uint.MaxValue, i);
    }

    /// <summary>The row that 32 uniform bits choose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Draw(uint uniform)
    {
        // The product's upper half is a uniform cell, what is left of it a uniform fraction inside the cell.
        ulong scaled = (ulong)uniform * (uint)cells.Length;
        int row = (int)(scaled >> 32);
        Cell cell = cells[row];
        // A branch here would be mispredicted every other time.
        int inside = (int)(((long)(uint)scaled - cell.Threshold) >> 63);
        return cell.Alias ^ ((cell.Alias ^ row) & inside);
    }
}
