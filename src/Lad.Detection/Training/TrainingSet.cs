using System.Runtime.InteropServices;
using Lad.Detection.Masking;
using Lad.Detection.Numerics;
using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>
/// A bounded bag of what was read for training: distinct masked messages with counts, and the order in which they came. Reading a record costs
/// a scan and a look-up; a message that is known allocates nothing. Not thread-safe.
/// </summary>
/// <remarks>
/// Bounds: <see cref="TrainingOptions.MaxDistinctMessages"/>, beyond which records of new messages are counted and not learned from, and
/// <see cref="TrainingOptions.MaxOrderedRecords"/>, beyond which the order is no longer kept.
/// </remarks>
public sealed class TrainingSet
{
    private readonly MessageScanner scanner;
    private readonly TokenBuffer buffer = new();
    private readonly List<long> heldBackCounts = [];
    private readonly List<int> order = [];
    private readonly ulong holdBackBelow;

    /// <summary>Makes an empty set.</summary>
    /// <exception cref="ArgumentException">The options have faults; the message lists them all.</exception>
    public TrainingSet(TrainingOptions options)
    {
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(' ', faults), nameof(options));
        Options = options;
        scanner = new MessageScanner(options.Masking);
        Inventory = new MessageInventory(options.MaxDistinctMessages);
        holdBackBelow = (ulong)(options.HoldBack * ulong.MaxValue);
    }

    /// <summary>How the model will be learned.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Records added.</summary>
    public long Count { get; private set; }

    /// <summary>Records held back from fitting.</summary>
    public long HeldBackCount { get; private set; }

    /// <summary>Earliest event time in UTC ticks, 0 when no record named one.</summary>
    public long EarliestTicks { get; private set; }

    /// <summary>Latest event time in UTC ticks, 0 when no record named one.</summary>
    public long LatestTicks { get; private set; }

    /// <summary>The distinct masked messages with the records of each.</summary>
    internal MessageInventory Inventory { get; }

    /// <summary>For each distinct message, how many of its records are held back.</summary>
    internal ReadOnlySpan<long> HeldBackCounts => CollectionsMarshal.AsSpan(heldBackCounts);

    /// <summary>The messages of the first records in their order, -1 for one that was not kept.</summary>
    internal ReadOnlySpan<int> Order => CollectionsMarshal.AsSpan(order);

    /// <summary>Adds one record.</summary>
    /// <param name="message">The message, UTF-8.</param>
    /// <param name="eventTimeTicks">UTC ticks, 0 when the record names no time.</param>
    public void Add(ReadOnlySpan<byte> message, long eventTimeTicks)
    {
        scanner.Scan(message, buffer);
        int index = Inventory.Add(message, buffer);
        bool isHeldBack = SplitMix64.Mix(Options.Seed ^ SplitMix64.Mix((ulong)Count + 1)) < holdBackBelow;
        Count++;
        if (index == heldBackCounts.Count)
            heldBackCounts.Add(0);
        if (isHeldBack)
            HeldBackCount++;
        if (isHeldBack && index >= 0)
            heldBackCounts[index]++;
        if (order.Count < Options.MaxOrderedRecords)
            order.Add(index);
        Span(eventTimeTicks);
    }

    /// <summary>Takes the time of a record that is not learned from and yet is part of what the model was made of: one that judges it. A model that is continued looks at what came later.</summary>
    /// <param name="eventTimeTicks">UTC ticks, 0 when the record names no time.</param>
    public void Span(long eventTimeTicks)
    {
        if (eventTimeTicks <= 0) return;
        EarliestTicks = EarliestTicks == 0 ? eventTimeTicks : Math.Min(EarliestTicks, eventTimeTicks);
        LatestTicks = Math.Max(LatestTicks, eventTimeTicks);
    }
}
