namespace Lad.FactStore.Models;

/// <summary>Keeps the values that were asked for last. Who asks for one that is being made waits for it; one that could not be made is made anew. Thread-safe.</summary>
/// <param name="most">Values that are kept, at most.</param>
/// <typeparam name="TKey">What they are asked for by.</typeparam>
/// <typeparam name="TValue">What is kept.</typeparam>
internal sealed class RecentValues<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, Task<TValue> Value)>> nodes = [];
    private readonly LinkedList<(TKey Key, Task<TValue> Value)> order = new();

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes it; goes on when whoever asked has gone, since others may wait.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public Task<TValue> GetAsync(TKey key, Func<Task<TValue>> make, CancellationToken cancellation)
    {
        Task<TValue> value;
        lock (gate)
        {
            if (nodes.TryGetValue(key, out LinkedListNode<(TKey Key, Task<TValue> Value)>? node) && !node.Value.Value.IsFaulted && !node.Value.Value.IsCanceled)
            {
                order.Remove(node);
                order.AddFirst(node);
            }
            else
            {
                if (node is not null) order.Remove(node);
                node = order.AddFirst((key, Task.Run(make, CancellationToken.None)));
                nodes[key] = node;
                if (order.Count > most)
                {
                    nodes.Remove(order.Last!.Value.Key);
                    order.RemoveLast();
                }
            }

            value = node.Value.Value;
        }

        return value.WaitAsync(cancellation);
    }
}
