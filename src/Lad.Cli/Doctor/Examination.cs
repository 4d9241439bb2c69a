using Lad.Cli.Commands;
using Lad.Cli.Configuration;

namespace Lad.Cli.Doctor;

/// <summary>Does checks side by side, each within its time: one that hangs holds no other up, and neither does one that blocks its thread.</summary>
/// <param name="limit">How long each may take.</param>
/// <param name="clock">The clock.</param>
internal sealed class Examination(TimeSpan limit, TimeProvider clock)
{
    /// <summary>Does the checks.</summary>
    /// <returns>What each found, in the order of the checks.</returns>
    public Task<CheckResult[]> RunAsync(IEnumerable<Check> checks, CancellationToken stop) => Task.WhenAll(checks.Select(check => RunAsync(check, stop)).ToArray());

    private async Task<CheckResult> RunAsync(Check check, CancellationToken stop)
    {
        long began = clock.GetTimestamp();
        var findings = new Findings();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task look = Task.Factory.StartNew(() => GuardAsync(check, findings, end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        try
        {
            await look.WaitAsync(limit, clock, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            findings.Fault($"it did not end within {limit.TotalSeconds:0.#} s, and the rest of it was not looked at", "is something between that drops what is sent, such as a firewall? --timeout 60s gives it more time");
        }
        IReadOnlyList<Finding> found = findings.Close();
        await end.CancelAsync().ConfigureAwait(false);
        return new CheckResult(check.Name, found, clock.GetElapsedTime(began));
    }

    private static async Task GuardAsync(Check check, Findings findings, CancellationToken end)
    {
        try
        {
            await check.Look(findings, end).ConfigureAwait(false);
        }
        catch (ConfigurationException wrong)
        {
            foreach (string fault in wrong.Faults) findings.Fault(fault);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Its time is over, which is said elsewhere.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CommandException or Lad.FactStore.FactStoreException or Lad.Pipeline.Feedback.FeedbackException or ArgumentException)
        {
            findings.Fault(failure.Message);
        }
        catch (Exception failure)
        {
            findings.Fault($"this check failed itself, which is a fault of lad: {failure.GetType().Name}: {failure.Message}", "please report it");
        }
    }
}
