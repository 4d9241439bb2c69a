namespace Lad.Cli.Configuration.Importing;

/// <summary>A key of the predecessor's configuration.</summary>
/// <param name="Name">Its name, without <c>LAD_</c>.</param>
/// <param name="Read">Turns a value into settings; says what has changed.</param>
internal sealed record PredecessorKey(string Name, Action<PredecessorReading, string> Read)
{
    /// <summary>A key without a counterpart.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reason">Why there is none.</param>
    public static PredecessorKey Without(string name, string reason) => new(name, (reading, _) => reading.LeaveOut(name, reason));
}
