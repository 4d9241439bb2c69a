namespace Lad.Pipeline.Graph;

/// <summary>What went into a step of the graph and what came out of it: a stage, the source, the sink.</summary>
/// <param name="name">The step.</param>
public sealed class StageCounters(string name)
{
    private long received;
    private long sent;
    private long filtered;
    private long errors;
    private long abandoned;

    /// <summary>The step.</summary>
    public string Name { get; } = name;

    /// <summary>Records that the step was given.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Records that it passed on.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Records that it left out on purpose.</summary>
    public long Filtered => Interlocked.Read(ref filtered);

    /// <summary>Records on which it failed: they became dead letters, or are read again.</summary>
    public long Errors => Interlocked.Read(ref errors);

    /// <summary>Records that it still had when a deadline passed: they are read again by whoever comes next.</summary>
    public long Abandoned => Interlocked.Read(ref abandoned);

    internal void Add(int records, int leftOut, int rejected)
    {
        Interlocked.Add(ref received, records);
        Interlocked.Add(ref sent, records - leftOut - rejected);
        if (leftOut != 0) Interlocked.Add(ref filtered, leftOut);
        if (rejected != 0) Interlocked.Add(ref errors, rejected);
    }

    internal void Receive(int records) => Interlocked.Add(ref received, records);

    internal void Send(int records, int rejected)
    {
        Interlocked.Add(ref sent, records);
        if (rejected != 0) Interlocked.Add(ref errors, rejected);
    }

    /// <summary>Nobody waits any more for what it still has.</summary>
    internal void Abandon() => Interlocked.Exchange(ref abandoned, Math.Max(0, Received - Sent - Filtered - Errors));
}
