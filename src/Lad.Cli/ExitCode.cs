namespace Lad.Cli;

/// <summary>How the command line ends.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It could not be done; the reason is on stderr.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself was wrong.</summary>
    public const int Usage = 2;

    /// <summary>Done, and something differs from what was asked for (<c>lad topics plan</c>).</summary>
    public const int Differs = 3;

    /// <summary>The configuration was wrong (<c>EX_CONFIG</c> of sysexits.h).</summary>
    public const int Configuration = 78;
}
