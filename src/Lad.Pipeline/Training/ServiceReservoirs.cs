using Lad.Pipeline.Batches;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;

namespace Lad.Pipeline.Training;

/// <summary>
/// A reservoir for the stream as a whole and one for each service that writes to it. Bounded in messages, bytes and services. A service whose name cannot be one of a model
/// is part of the whole only. One thread adds; any may take.
/// </summary>
public sealed class ServiceReservoirs
{
    private readonly Lock sync = new();
    private readonly ServiceReservoirOptions options;
    private readonly StreamClock clock = new();
    private readonly Reservoir whole;
    private readonly Dictionary<string, Reservoir> services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reservoir>.AlternateLookup<ReadOnlySpan<char>> byName;

    /// <summary>Makes empty reservoirs.</summary>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all faults.</exception>
    public ServiceReservoirs(ServiceReservoirOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } faults) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        this.options = options;
        whole = new Reservoir(options.Reservoir);
        byName = services.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Services that gave way to others.</summary>
    public long Displaced { get; private set; }

    /// <summary>The services that have a reservoir, in no order.</summary>
    public IReadOnlyList<string> Services
    {
        get
        {
            lock (sync) return [.. services.Keys];
        }
    }

    /// <summary>Bytes that all reservoirs keep; a message that two keep is counted twice and kept once.</summary>
    public long Bytes
    {
        get
        {
            lock (sync) return whole.Bytes + services.Values.Sum(static reservoir => reservoir.Bytes);
        }
    }

    /// <summary>Messages that each reservoir keeps: the whole first, then the services by name.</summary>
    public IReadOnlyList<(string Name, int Kept)> Kept
    {
        get
        {
            lock (sync) return [(options.Whole, whole.Count), .. services.OrderBy(static service => service.Key, StringComparer.Ordinal).Select(static service => (service.Key, service.Value.Count))];
        }
    }

    /// <summary>Offers the message of a parsed record.</summary>
    public void Add(RecordBatch batch, int index)
    {
        ArgumentNullException.ThrowIfNull(batch);
        long eventTicks = batch.Parsed[index].EventTimeTicks;
        ulong draw = batch.EventIdOf(index).Sample;
        byte[]? copy = null;
        Span<char> name = stackalloc char[ModelName.MaxLength];
        lock (sync)
        {
            long ticks = clock.Notice(eventTicks, batch.ObservedTicks[index]);
            whole.Offer(batch.Message(index), eventTicks, ticks, draw, ref copy);
            if (options.ByService && ServiceName.TryRead(batch.Service(index), name, out int length) && !name[..length].SequenceEqual(options.Whole))
                ReservoirOf(name[..length]).Offer(batch.Message(index), eventTicks, ticks, draw, ref copy);
        }
    }

    /// <summary>The sample of a service, or of the whole under its name; empty when there is no such service.</summary>
    public ReservoirSample Take(string name)
    {
        lock (sync)
        {
            if (Find(name) is not { } reservoir) return new ReservoirSample([], 0, 0);
            reservoir.Pass(clock.Ticks);
            return reservoir.Take();
        }
    }

    /// <summary>Messages that a reservoir keeps and was offered since the beginning; none when there is no such service.</summary>
    public (int Kept, long Offered) Amount(string name)
    {
        lock (sync) return Find(name) is { } reservoir ? (reservoir.Count, reservoir.Offered) : (0, 0);
    }

    /// <summary>Forgets what a reservoir was offered up to a place.</summary>
    public void Forget(string name, long through)
    {
        lock (sync) Find(name)?.Forget(through);
    }

    private Reservoir? Find(string name) => name == options.Whole ? whole : services.GetValueOrDefault(name);

    private Reservoir ReservoirOf(ReadOnlySpan<char> name)
    {
        if (byName.TryGetValue(name, out Reservoir? known)) return known;
        if (services.Count >= options.MaxServices) GiveWay();
        var reservoir = new Reservoir(options.Reservoir);
        services.Add(name.ToString(), reservoir);
        Share();
        return reservoir;
    }

    private void GiveWay()
    {
        foreach (Reservoir service in services.Values) service.Pass(clock.Ticks);
        (string name, Reservoir reservoir) = services.MinBy(static service => service.Value.Arrivals);
        services.Remove(name);
        if (reservoir.Arrivals > 0) Displaced++;
    }

    private void Share()
    {
        ReservoirOptions all = options.Reservoir;
        foreach (Reservoir service in services.Values) service.Resize(Math.Max(all.MaxRecords / services.Count, 1), Math.Max(all.MaxBytes / services.Count, 1));
    }
}
