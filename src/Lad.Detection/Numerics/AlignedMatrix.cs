using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lad.Detection.Numerics;

/// <summary>
/// A zeroed row-major matrix whose rows start on cache lines and are padded with zeros to whole 512-bit registers,
/// so that a kernel needs no tail and no load crosses a line.
/// </summary>
internal sealed unsafe class AlignedMatrix
{
    /// <summary>Values in a 512-bit register: each row's length is a multiple of it.</summary>
    public const int Lanes = 16;

    private const int LineBytes = 64;

    private readonly float[] pinned;

    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="columns">Values of a row that are meant; the rest up to <see cref="Stride"/> is padding.</param>
    public AlignedMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Stride = (columns + Lanes - 1) / Lanes * Lanes;
        pinned = GC.AllocateArray<float>(checked(rows * Stride + Lanes), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        Start = (float*)((address + LineBytes - 1) & ~(nint)(LineBytes - 1));
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Values of a row that are meant.</summary>
    public int Columns { get; }

    /// <summary>Distance between rows.</summary>
    public int Stride { get; }

    /// <summary>The first value. Valid while this object is reachable: the array does not move.</summary>
    public float* Start { get; }

    /// <summary>The first value of a row.</summary>
    public float* Row(int row) => Start + (nint)row * Stride;

    /// <summary>A row without its padding.</summary>
    public Span<float> RowSpan(int row) => new(Row(row), Columns);

    /// <summary>All rows without padding, one after another.</summary>
    public float[] ToDense()
    {
        var dense = new float[checked(Rows * Columns)];
        for (int row = 0; row < Rows; row++)
            RowSpan(row).CopyTo(dense.AsSpan(row * Columns));
        return dense;
    }
}
