namespace Lad.Pipeline.Graph;

/// <summary>What went into a stage and what came out of it.</summary>
/// <param name="name">The stage.</param>
public sealed class StageCounters(string name)
{
    private long received;
    private long sent;
    private long filtered;
    private long errors;

    /// <summary>The stage.</summary>
    public string Name { get; } = name;

    /// <summary>Records that the stage was given.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Records that it passed on.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Records that it left out on purpose.</summary>
    public long Filtered => Interlocked.Read(ref filtered);

    /// <summary>Records that it made dead letters.</summary>
    public long Errors => Interlocked.Read(ref errors);

    internal void Add(int records, int leftOut, int rejected)
    {
        Interlocked.Add(ref received, records);
        Interlocked.Add(ref sent, records - leftOut - rejected);
        if (leftOut != 0) Interlocked.Add(ref filtered, leftOut);
        if (rejected != 0) Interlocked.Add(ref errors, rejected);
    }
}
