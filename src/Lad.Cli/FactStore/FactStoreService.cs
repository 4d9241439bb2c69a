using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.FactStore;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Models;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.FactStore.Telemetry;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Feedback.Telemetry;
using Lad.Pipeline.Sources;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.FactStore;

/// <summary>
/// A fact store: its database, its server, the relay that publishes feedback, the ingest of anomalies and their retention. Brokers and a database that go away are waited for; what else fails ends it.
/// </summary>
internal sealed class FactStoreService : IAsyncDisposable
{
    private static readonly TimeSpan RetainEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LastPublication = TimeSpan.FromSeconds(5);
    private readonly FactStorePlan plan;
    private readonly Terminal terminal;
    private readonly ILogger log;
    private readonly FactStoreHost host;
    private readonly OutboxRelay relay;
    private bool hasStopped;

    private FactStoreService(FactStorePlan plan, Terminal terminal, FactStoreParts parts, FactStoreHost host)
    {
        this.plan = plan;
        this.terminal = terminal;
        log = terminal.Log.CreateLogger(LogCategory.FactStore);
        this.host = host;
        Parts = parts;
        relay = new OutboxRelay(parts.Ledger, plan.Publisher, terminal.Clock, Say, terminal.Instrumentation);
    }

    /// <summary>Its parts, for who puts anomalies in by itself.</summary>
    public FactStoreParts Parts { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => host.Address;

    /// <summary>Opens the database and listens.</summary>
    /// <param name="plan">What it is made of.</param>
    /// <param name="terminal">Hears what an operator must know; has the clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FactStoreException">The database cannot be opened, or the address not be listened at; says why.</exception>
    public static async Task<FactStoreService> StartAsync(FactStorePlan plan, Terminal terminal, CancellationToken cancellation)
    {
        FactStoreDatabase? database = null;
        try
        {
            database = await FactStoreDatabase.OpenAsync(plan.Connection, terminal.Clock, cancellation).ConfigureAwait(false);
            FactStoreParts parts = Assemble(plan, database, terminal);
            Measure(plan, parts, terminal);
            FactStoreHost host = await FactStoreHost.StartAsync(plan.Options, parts, cancellation).ConfigureAwait(false);
            var service = new FactStoreService(plan, terminal, parts, host);
            service.log.FactStoreOpen(host.Address, database.Name, plan.Publisher.Name);
            return service;
        }
        catch
        {
            await plan.Publisher.DisposeAsync().ConfigureAwait(false);
            if (database is not null) await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Works until stopped, and then lets each part end in its turn: no request is taken any more, what was read is stored, what was said is published.</summary>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="Exception">A part has failed for good.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var reading = new CancellationTokenSource();
        using var publishing = new CancellationTokenSource();
        Task relaying = Task.Run(() => relay.RunAsync(publishing.Token), CancellationToken.None);
        Task ingesting = Task.Run(() => IngestAsync(reading.Token), CancellationToken.None);
        Task retaining = Task.Run(() => RetainAsync(reading.Token), CancellationToken.None);
        Task looking = Task.Run(() => LookAsync(reading.Token), CancellationToken.None);
        Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, terminal.Clock, stop);
        Task first = await Task.WhenAny(stopped, relaying, ingesting, retaining, looking).ConfigureAwait(false);

        await StopAsync().ConfigureAwait(false);
        await reading.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(ingesting, retaining, looking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await publishing.CancelAsync().ConfigureAwait(false);
        await relaying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            // Also when a part has failed: what people said was accepted.
            await PublishRestAsync().ConfigureAwait(false);
        }
        finally
        {
            if (first != stopped) await first.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await plan.Publisher.DisposeAsync().ConfigureAwait(false);
        await Parts.Database.DisposeAsync().ConfigureAwait(false);
    }

    private static FactStoreParts Assemble(FactStorePlan plan, FactStoreDatabase database, Terminal terminal)
    {
        TimeProvider clock = terminal.Clock;
        var audit = new AuditTrail(database, clock);
        return new FactStoreParts
        {
            Database = database,
            Ledger = new FeedbackLedger(database, clock, terminal.Instrumentation),
            Archive = new AnomalyArchive(database, clock, terminal.Instrumentation),
            Tail = new LiveTail(),
            Audit = audit,
            Models = plan.Models is null ? null : new ModelCatalogue(plan.Models, audit, clock),
            Status = new PipelineStatus(clock),
            Clock = clock,
        };
    }

    private static void Measure(FactStorePlan plan, FactStoreParts parts, Terminal terminal)
    {
        if (terminal.Instrumentation is not { } instrumentation) return;
        _ = new FactStoreMetrics(instrumentation, parts);
        if (plan.PredecessorNames) PredecessorFeedback.Count(instrumentation, parts.Ledger.Counters);
        // Beside a run, statements count where they are taken up.
        if (plan.Anomalies is not null) _ = new StatementMetrics(instrumentation, parts.Ledger.Counters);
    }

    private async Task StopAsync()
    {
        if (hasStopped) return;
        hasStopped = true;
        try
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            log.RequestsCutOff();
        }
    }

    private async Task IngestAsync(CancellationToken cancellation)
    {
        if (plan.Anomalies is { } open)
        {
            await using IRecordSource source = await open(Parts, cancellation).ConfigureAwait(false);
            log.AnomaliesRead(source.Name);
            await new AnomalyIngest(Parts.Archive, Parts.Tail, Parts.Status, Parts.Clock, Say, terminal.Instrumentation).RunAsync(source, cancellation).ConfigureAwait(false);
        }
        // A source that ends is no reason for the rest to.
        await Task.Delay(Timeout.InfiniteTimeSpan, Parts.Clock, cancellation).ConfigureAwait(false);
    }

    private async Task RetainAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await Parts.Archive.RetainAsync(plan.Retention, cancellation).ConfigureAwait(false);
                Parts.Status.Say("retention", true, $"anomalies are kept for {plan.Retention.Age.TotalDays:0.##} days, {plan.Retention.MaxAnomalies:N0} at most");
            }
            catch (FactStoreException away)
            {
                Parts.Status.Say("retention", false, away.Message);
            }
            await Task.Delay(RetainEvery, Parts.Clock, cancellation).ConfigureAwait(false);
        }
    }

    // How much waits is measured for those who look.
    private Task LookAsync(CancellationToken cancellation) => terminal.Instrumentation is null
        ? Task.Delay(Timeout.InfiniteTimeSpan, Parts.Clock, cancellation)
        : new BacklogWatch(Parts.Ledger, Parts.Status, Parts.Clock).RunAsync(cancellation);

    // What was said just before the stop is in force at once, and not with the next start. A place that is away is not waited for.
    private async Task PublishRestAsync()
    {
        using var patience = new CancellationTokenSource(LastPublication, terminal.Clock);
        try
        {
            if (await relay.FlushAsync(patience.Token).ConfigureAwait(false) is var left and > 0) log.StatementsLeft(left);
        }
        catch (Exception away) when (away is OperationCanceledException or FactStoreException or FeedbackException)
        {
            log.PublicationPutOff(away is OperationCanceledException ? "" : ": " + away.Message, away is OperationCanceledException ? null : away);
        }
    }

    private void Say(string line) => log.FactStoreNoted(line);
}
