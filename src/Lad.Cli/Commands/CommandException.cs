namespace Lad.Cli.Commands;

/// <summary>A command could not be done for a reason that the person at the command line can act on.</summary>
/// <param name="message">What, where, and what to do.</param>
/// <param name="exitCode">How the process ends.</param>
/// <param name="inner">The cause.</param>
public sealed class CommandException(string message, int exitCode = ExitCode.Failed, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How the process ends.</summary>
    public int ExitCode { get; } = exitCode;
}
