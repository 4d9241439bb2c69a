namespace Lad.Pipeline.Graph;

/// <summary>Where batches wait, whatever engine links the steps. All wait in one pool: the capacity of each is that of the pool.</summary>
public sealed class GraphQueues
{
    /// <summary>Read, and waiting for a worker.</summary>
    public GraphQueue Work { get; } = new("parse");

    /// <summary>Worked on, and waiting for their turn to be delivered.</summary>
    public GraphQueue Delivery { get; } = new("sink");

    /// <summary>Held until their window ends.</summary>
    public GraphQueue Limits { get; } = new("limits");

    /// <summary>On their way to the sinks, or there, and not acknowledged yet.</summary>
    public GraphQueue Acknowledgement { get; } = new("acknowledge");

    /// <summary>All of them, in the order in which batches pass.</summary>
    public IReadOnlyList<GraphQueue> All => [Work, Delivery, Limits, Acknowledgement];

    internal void Size(int pool, int held)
    {
        Work.Capacity = Delivery.Capacity = Acknowledgement.Capacity = pool;
        Limits.Capacity = held;
    }
}
