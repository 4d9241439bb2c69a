using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging;

/// <summary>Counts diagnostics. Thread-safe.</summary>
internal sealed class LogCounters
{
    private readonly long[] written = new long[LogLevels.Names.Count];
    private long heldBack;

    /// <summary>Diagnostics that were held back since they repeat others; those that were told later after all are among them.</summary>
    public long HeldBack => Interlocked.Read(ref heldBack);

    /// <summary>Diagnostics of a level that were written.</summary>
    public long Written(int level) => Interlocked.Read(ref written[level]);

    /// <summary>One was written.</summary>
    public void Write(LogLevel level) => Interlocked.Increment(ref written[LogLevels.Index(level)]);

    /// <summary>One was held back.</summary>
    public void HoldBack() => Interlocked.Increment(ref heldBack);
}
