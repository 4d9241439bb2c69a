using System.Buffers;

namespace Lad.Elasticsearch.Requests;

/// <summary>Hits' places in an array of the pool.</summary>
internal sealed class HitList : IDisposable
{
    private const int Smallest = 256;
    private HitPlaces[] places = [];

    public int Count { get; private set; }

    public ref readonly HitPlaces this[int hit]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)hit, (uint)Count, nameof(hit));
            return ref places[hit];
        }
    }

    public void Add(in HitPlaces hit)
    {
        if (Count == places.Length) Grow();
        places[Count++] = hit;
    }

    public void Dispose()
    {
        Count = 0;
        if (places.Length > 0) ArrayPool<HitPlaces>.Shared.Return(places);
        places = [];
    }

    private void Grow()
    {
        HitPlaces[] larger = ArrayPool<HitPlaces>.Shared.Rent(Math.Max(Smallest, places.Length * 2));
        places.CopyTo(larger, 0);
        if (places.Length > 0) ArrayPool<HitPlaces>.Shared.Return(places);
        places = larger;
    }
}
