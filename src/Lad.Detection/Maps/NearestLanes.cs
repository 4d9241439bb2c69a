using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lad.Detection.Maps;

/// <summary>The smallest squared distance seen in each of sixteen lanes, and the first node that had it.</summary>
internal struct NearestLanes
{
    private Vector512<float> squared;
    private Vector512<int> nodes;

    /// <summary>Nothing seen: infinitely far, nodes 0 to 15.</summary>
    public static NearestLanes None
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { squared = Vector512.Create(float.PositiveInfinity), nodes = Vector512<int>.Indices };
    }

    /// <summary>Takes up the squared distances of sixteen nodes from <paramref name="firstNode"/> on; they must come in ascending order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(Vector512<float> distances, int firstNode)
    {
        Vector512<float> nearer = Vector512.LessThan(distances, squared);
        squared = Vector512.ConditionalSelect(nearer, distances, squared);
        nodes = Vector512.ConditionalSelect(nearer.AsInt32(), Vector512<int>.Indices + Vector512.Create(firstNode), nodes);
    }

    /// <summary>The nearest of all lanes, the lowest node among equals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly BestMatchingUnit Nearest()
    {
        Vector256<float> half = Vector256.Min(squared.GetLower(), squared.GetUpper());
        Vector128<float> quarter = Vector128.Min(half.GetLower(), half.GetUpper());
        quarter = Vector128.Min(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        quarter = Vector128.Min(quarter, Vector128.Shuffle(quarter, Vector128.Create(1, 0, 3, 2)));
        float least = quarter.ToScalar();

        Vector512<int> tied = Vector512.Equals(squared, Vector512.Create(least)).AsInt32();
        Vector512<int> candidates = Vector512.ConditionalSelect(tied, nodes, Vector512.Create(int.MaxValue));
        Vector256<int> halfNodes = Vector256.Min(candidates.GetLower(), candidates.GetUpper());
        Vector128<int> quarterNodes = Vector128.Min(halfNodes.GetLower(), halfNodes.GetUpper());
        quarterNodes = Vector128.Min(quarterNodes, Vector128.Shuffle(quarterNodes, Vector128.Create(2, 3, 0, 1)));
        quarterNodes = Vector128.Min(quarterNodes, Vector128.Shuffle(quarterNodes, Vector128.Create(1, 0, 3, 2)));
        return new BestMatchingUnit(quarterNodes.ToScalar(), MathF.Sqrt(least));
    }
}
