using System.Globalization;
using System.Runtime.CompilerServices;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.FactStore;
using Lad.Cli.Locations;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Feedback;
using Lad.FactStore.Safety;
using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Feedback.Books;

/// <summary>The database itself, of a store that may run or not. What is said is published here, unless a running store does that.</summary>
internal sealed class DatabaseBook : IFeedbackBook
{
    private const int AtOnce = 1_000;
    private readonly FactStoreDatabase database;
    private readonly FeedbackLedger ledger;
    private readonly LadSettings settings;
    private readonly Terminal terminal;
    private readonly Actor author;

    private DatabaseBook(FactStoreDatabase database, LadSettings settings, string author, Terminal terminal)
    {
        (this.database, this.settings, this.terminal) = (database, settings, terminal);
        this.author = new Actor(author, Role.Editor);
        ledger = new FeedbackLedger(database, terminal.Clock);
    }

    /// <summary>Opens the database that the settings name.</summary>
    public static async Task<DatabaseBook> OpenAsync(LadSettings settings, string author, Terminal terminal, CancellationToken cancellation) =>
        new(await FactStoreDatabase.OpenAsync(settings.FactStore.Connection(), terminal.Clock, cancellation).ConfigureAwait(false), settings, author, terminal);

    /// <inheritdoc/>
    public async Task<FeedbackEntry> AddAsync(FeedbackDraft draft, CancellationToken cancellation)
    {
        if (draft is { Fingerprint: 0, EventId.Length: > 0 }) draft = await OfEventAsync(draft, cancellation).ConfigureAwait(false);
        return await ledger.AppendAsync(draft, author, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<FeedbackStatement?> FindAsync(long number, CancellationToken cancellation) => ledger.FindAsync(number, cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedbackStatement> ListAsync(bool inForce, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        do
        {
            Page<FeedbackStatement> page = await ledger.ListAsync(new FeedbackQuery { InForce = inForce, OldestFirst = true, After = after, Limit = AtOnce }, cancellation).ConfigureAwait(false);
            foreach (FeedbackStatement statement in page.Items) yield return statement;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <inheritdoc/>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (FeedbackOutlet.Certain(settings) is not { } place)
        {
            long waiting = (await ledger.BacklogAsync(cancellation).ConfigureAwait(false)).Entries;
            if (waiting > 0) Say(string.Create(CultureInfo.InvariantCulture, $"waiting for the fact store to publish them: {waiting:N0}. To publish them here, name the place where it does: --feedback kafka:TOPIC or file:FILE"));
            return;
        }
        await using IFeedbackPublisher publisher = FeedbackOutlet.Open(settings, place, terminal);
        long left = await new OutboxRelay(ledger, publisher, terminal.Clock, Say).FlushAsync(cancellation).ConfigureAwait(false);
        if (left > 0) Say(string.Create(CultureInfo.InvariantCulture, $"not published yet: {left:N0}. A running fact store on this database does that within a second; otherwise the next lad feedback does"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<FeedbackDraft> OfEventAsync(FeedbackDraft draft, CancellationToken cancellation)
    {
        AnomalyRecord anomaly = await new AnomalyArchive(database, terminal.Clock).FindAsync(draft.EventId, cancellation).ConfigureAwait(false)
            ?? throw new CommandException($"{database.Name} keeps no event {draft.EventId} (any more): name the fingerprint");
        return draft with { Fingerprint = anomaly.Fingerprint, Message = anomaly.Message, Service = anomaly.Service, Model = anomaly.Model };
    }

    private void Say(string line) => terminal.Error.WriteLine("lad: " + Printable.Of(line));
}
