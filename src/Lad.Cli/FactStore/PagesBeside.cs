using System.Runtime.CompilerServices;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Feedback;
using Lad.Cli.Locations;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.FactStore;
using Lad.FactStore.Anomalies;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Sinks;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.FactStore;

/// <summary>A fact store beside the work of the same process: shows what is found, takes what people say, and publishes it to where the work follows it.</summary>
internal static class PagesBeside
{
    /// <summary>Does the work with the pages beside it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="terminal">Is told where the pages are.</param>
    /// <param name="work">The work; is given a sink that shows the store its anomalies.</param>
    /// <param name="stop">Gives up the start; the work has to end by itself.</param>
    /// <returns>The work's exit code.</returns>
    /// <exception cref="FactStoreException">The pages cannot be served; says why.</exception>
    // Kept apart: a run without pages does not load a server.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<int> RunAsync(LadSettings settings, Terminal terminal, Func<IVerdictSink, Task<int>> work, CancellationToken stop)
    {
        Location feedback = FeedbackPlace.Of(settings) ?? throw new CommandException("there is no place for feedback: Kafka:FeedbackTopic is empty. Name one: --feedback file:.lad/feedback.jsonl", ExitCode.Usage);
        await using FactStoreService service = await FactStoreService.StartAsync(FactStorePlan.Of(settings, feedback, terminal), terminal, stop).ConfigureAwait(false);
        ILogger log = terminal.Log.CreateLogger(LogCategory.FactStore);
        log.PagesOpen(service.Address);
        using var ended = new CancellationTokenSource();
        Task<bool> serving = ServeAsync(service, ended.Token);
        int exitCode;
        try
        {
            // Closed before the store, so that it has what was found last.
            await using var anomalies = new AnomalyArchiveSink(service.Parts.Archive, service.Parts.Tail, service.Parts.Status, terminal.Clock, log.FactStoreNoted);
            exitCode = await work(anomalies).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await serving.ConfigureAwait(false);
        }
        // Scoring has done its work, and yet a part has failed.
        return exitCode == ExitCode.Done && !await serving.ConfigureAwait(false) ? ExitCode.Failed : exitCode;

        async Task<bool> ServeAsync(FactStoreService store, CancellationToken end)
        {
            try
            {
                await store.RunAsync(end).ConfigureAwait(false);
                return true;
            }
            catch (Exception failure)
            {
                log.PagesEnded(failure.Message, failure);
                // What nobody expected is told in full at the end.
                if (failure is not (FactStoreException or FeedbackException or IOException)) throw;
                return false;
            }
        }
    }
}
