namespace Lad.Detection.Maps;

/// <summary>The map node nearest to a vector.</summary>
/// <param name="Node">Its index, row * columns + column.</param>
/// <param name="Distance">Euclidean distance between its codebook vector and the vector.</param>
public readonly record struct BestMatchingUnit(int Node, float Distance);
