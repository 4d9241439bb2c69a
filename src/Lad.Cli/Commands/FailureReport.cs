using Lad.Cli.Configuration;
using Lad.Cli.Terminals;
using Lad.Detection.Snapshots;
using Lad.Detection.Training;
using Lad.FactStore;
using Lad.Kafka.Clients;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Commands;

/// <summary>Turns failures into messages on stderr and exit codes.</summary>
internal static class FailureReport
{
    /// <summary>Does <paramref name="work"/>; a failure becomes a message and an exit code.</summary>
    public static async Task<int> GuardAsync(Terminal terminal, Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (ConfigurationException failure)
        {
            string count = failure.Faults.Count == 1 ? "1 fault" : $"{failure.Faults.Count} faults";
            terminal.Error.WriteLine($"lad: the configuration has {count}:");
            foreach (string fault in failure.Faults) terminal.Error.WriteLine("  " + fault);
            return ExitCode.Configuration;
        }
        catch (BusException failure) when (failure.Fault == BusFault.Configuration)
        {
            return Report(failure.Message, ExitCode.Configuration);
        }
        catch (CommandException failure)
        {
            return Report(failure.Message, failure.ExitCode);
        }
        catch (UnmodellableStreamException failure)
        {
            return Report(failure.Message + " Use --force to train all the same.", ExitCode.Failed);
        }
        catch (Exception failure) when (failure is SnapshotException or FactStoreException or FeedbackException or IOException or UnauthorizedAccessException)
        {
            return Report(failure.Message, ExitCode.Failed);
        }
        catch (OperationCanceledException)
        {
            return Report("stopped before it was done.", ExitCode.Failed);
        }
        catch (Exception failure)
        {
            return Report($"this should not have happened; please report it.{Environment.NewLine}{failure}", ExitCode.Failed);
        }

        int Report(string message, int code)
        {
            terminal.Error.WriteLine("lad: " + message);
            return code;
        }
    }
}
