using Lad.Cli.Configuration;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Detection.Snapshots;
using Lad.Detection.Training;
using Lad.FactStore;
using Lad.Kafka.Clients;
using Lad.Pipeline.Feedback;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Commands;

/// <summary>Turns failures into messages on stderr and exit codes.</summary>
internal static class FailureReport
{
    /// <summary>Does <paramref name="work"/>; a failure becomes a message and an exit code.</summary>
    /// <param name="terminal">Is told.</param>
    /// <param name="work">The work.</param>
    /// <param name="isService">Whether it goes on until it is stopped: to be stopped is then no failure, whatever it was at.</param>
    /// <param name="stop">The wish that it stop.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> GuardAsync(Terminal terminal, Func<Task<int>> work, bool isService = false, CancellationToken stop = default)
    {
        try
        {
            return await ReportAsync(terminal, work, isService, stop).ConfigureAwait(false);
        }
        finally
        {
            terminal.Log.Close();
        }
    }

    private static async Task<int> ReportAsync(Terminal terminal, Func<Task<int>> work, bool isService, CancellationToken stop)
    {
        ILogger log = terminal.Log.CreateLogger(LogCategory.Process);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (ConfigurationException failure)
        {
            return Refuse(failure);
        }
        catch (BusException failure) when (failure.Fault == BusFault.Configuration)
        {
            return Report(failure.Message, failure, ExitCode.Configuration);
        }
        catch (CommandException failure)
        {
            return Report(failure.Message, failure, failure.ExitCode);
        }
        catch (UnmodellableStreamException failure)
        {
            return Report(failure.Message + " Use --force to train all the same.", failure, ExitCode.Failed);
        }
        catch (Exception failure) when (failure is SnapshotException or FactStoreException or FeedbackException or IOException or UnauthorizedAccessException)
        {
            return Report(failure.Message, failure, ExitCode.Failed);
        }
        catch (OperationCanceledException) when (isService && stop.IsCancellationRequested)
        {
            log.Stopped();
            return ExitCode.Done;
        }
        catch (OperationCanceledException failure)
        {
            return Report("stopped before it was done.", failure, ExitCode.Failed);
        }
        catch (Exception failure)
        {
            return terminal.Log.Format == LogFormat.Json
                ? Report("this should not have happened; please report it: " + failure.Message, failure, ExitCode.Failed)
                : Report($"this should not have happened; please report it.{Environment.NewLine}{failure}", failure, ExitCode.Failed);
        }

        int Report(string message, Exception failure, int code)
        {
            if (terminal.Log.Format == LogFormat.Json) log.Failed(message, code, failure);
            else terminal.Error.WriteLine("lad: " + Printed(message));
            return code;
        }

        int Refuse(ConfigurationException failure)
        {
            if (terminal.Log.Format == LogFormat.Json)
            {
                log.ConfigurationRefused(string.Join("; ", failure.Faults), failure.Faults, ExitCode.Configuration);
                return ExitCode.Configuration;
            }
            string count = failure.Faults.Count == 1 ? "1 fault" : $"{failure.Faults.Count} faults";
            terminal.Error.WriteLine($"lad: the configuration has {count}:");
            foreach (string fault in failure.Faults) terminal.Error.WriteLine("  " + Printed(fault));
            return ExitCode.Configuration;
        }
    }

    // A message may hold what a broker or a file said; its lines stay, for what nobody foresaw has many.
    private static string Printed(string message) => string.Join(Environment.NewLine, message.ReplaceLineEndings("\n").Split('\n').Select(line => Printable.Of(line)));
}
