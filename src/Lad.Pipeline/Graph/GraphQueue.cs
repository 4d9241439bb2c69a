namespace Lad.Pipeline.Graph;

/// <summary>Batches that wait before one step of the graph.</summary>
/// <param name="component">The step that they wait for.</param>
public sealed class GraphQueue(string component)
{
    private long depth;
    private long capacity;

    /// <summary>The step that they wait for.</summary>
    public string Component { get; } = component;

    /// <summary>Batches that wait.</summary>
    public long Depth
    {
        get => Interlocked.Read(ref depth);
        internal set => Interlocked.Exchange(ref depth, value);
    }

    /// <summary>Batches that may; 0 where none ever does.</summary>
    public long Capacity
    {
        get => Interlocked.Read(ref capacity);
        internal set => Interlocked.Exchange(ref capacity, value);
    }

    internal void Enter() => Interlocked.Increment(ref depth);

    internal void Leave() => Interlocked.Decrement(ref depth);
}
