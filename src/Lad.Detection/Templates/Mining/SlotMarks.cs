using System.Collections;

namespace Lad.Detection.Templates.Mining;

/// <summary>What one rule decided: slots of the table's vectors that are to be masked, all at once.</summary>
internal sealed class SlotMarks
{
    private readonly int[] _offsets;
    private readonly BitArray _marks;
    private readonly BitArray _vectors;

    internal SlotMarks(IReadOnlyList<MinedVector> vectors)
    {
        _offsets = new int[vectors.Count + 1];
        for (int i = 0; i < vectors.Count; i++)
            _offsets[i + 1] = _offsets[i] + vectors[i].Words.Length;
        _marks = new BitArray(_offsets[^1]);
        _vectors = new BitArray(vectors.Count);
    }

    /// <summary>Whether any slot is marked.</summary>
    internal bool Any { get; private set; }

    /// <summary>Number of slots of all vectors.</summary>
    internal int Slots => _offsets[^1];

    internal bool this[int vector, int position] => _marks[_offsets[vector] + position];

    internal bool AnyIn(int vector) => _vectors[vector];

    internal void Mark(int vector, int position)
    {
        _marks[_offsets[vector] + position] = true;
        _vectors[vector] = true;
        Any = true;
    }
}
