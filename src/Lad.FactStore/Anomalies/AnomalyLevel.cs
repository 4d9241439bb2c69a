namespace Lad.FactStore.Anomalies;

/// <summary>Levels in their order, by the names that scored records have.</summary>
internal static class AnomalyLevel
{
    private static readonly string[] Names = ["", "trace", "debug", "info", "warn", "error", "fatal"];

    /// <summary>A level's place, 1 (trace) to 6 (fatal); 0 for none and for one that is not known. Names of other tools are known too, whatever their case.</summary>
    public static int Rank(string level) => level.ToUpperInvariant() switch
    {
        "TRACE" or "FINEST" or "VERBOSE" => 1,
        "DEBUG" or "FINE" => 2,
        "INFO" or "INFORMATION" or "NOTICE" => 3,
        "WARN" or "WARNING" => 4,
        "ERROR" or "ERR" or "SEVERE" => 5,
        "FATAL" or "CRITICAL" or "CRIT" or "ALERT" or "EMERG" or "EMERGENCY" or "PANIC" => 6,
        _ => 0,
    };

    /// <summary>The name of a place.</summary>
    public static string Name(long rank) => Names[Math.Clamp(rank, 0, 6)];
}
