using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Models;
using Lad.FactStore.Safety;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests;

namespace Lad.Browser.Tests.Stores;

/// <summary>A fact store on loopback with a database of its own: empty, or with anomalies, models and some feedback.</summary>
internal sealed class SeededStore : IAsyncDisposable
{
    public const string EditorToken = "editor-token-0123456789abcdef", ReaderToken = "reader-token-0123456789abcdef";

    private readonly TemporaryDirectory directory;
    private readonly FactStoreHost host;

    private SeededStore(TemporaryDirectory directory, FactStoreHost host, FactStoreParts parts) => (this.directory, this.host, Parts) = (directory, host, parts);

    public Uri Address => host.Address;

    public FactStoreParts Parts { get; }

    /// <summary>A store with nothing in it, and without models.</summary>
    public static Task<SeededStore> EmptyAsync() => StartAsync(isEmpty: true, withTokens: false, 0);

    /// <summary>A store with anomalies in many groups, two versions of a model, and feedback.</summary>
    public static Task<SeededStore> FullAsync(bool withTokens = false, int groups = 12) => StartAsync(isEmpty: false, withTokens, groups);

    private static async Task<SeededStore> StartAsync(bool isEmpty, bool withTokens, int groups)
    {
        var directory = new TemporaryDirectory();
        FactStoreDatabase database = await FactStoreDatabase.OpenAsync(directory.File("facts.db"), TimeProvider.System);
        var audit = new AuditTrail(database, TimeProvider.System);
        var parts = new FactStoreParts
        {
            Database = database,
            Ledger = new FeedbackLedger(database, TimeProvider.System),
            Archive = new AnomalyArchive(database, TimeProvider.System),
            Tail = new LiveTail(),
            Audit = audit,
            Models = isEmpty ? null : new ModelCatalogue(await SeedModels.PublishAsync(directory.File("models")), audit, TimeProvider.System),
            Status = new PipelineStatus(TimeProvider.System),
            Clock = TimeProvider.System,
        };
        if (!isEmpty) await FillAsync(parts, groups);
        var options = new FactStoreOptions { Port = 0, LocalUser = "mira" };
        if (withTokens) options = options with { TokenFile = Tokens(directory) };
        return new SeededStore(directory, await FactStoreHost.StartAsync(options, parts), parts);
    }

    private static async Task FillAsync(FactStoreParts parts, int groups)
    {
        AnomalyRecord[] anomalies = [.. SeedAnomalies.Of(groups, parts.Clock.GetUtcNow())];
        await parts.Archive.AddAsync(anomalies);
        parts.Status.Receive(anomalies.Length);
        parts.Status.Store(anomalies.Length, 0, anomalies.Max(static anomaly => anomaly.At));
        parts.Status.Say("ingest", true, "Reads file:verdicts.jsonl.");
        var author = new Actor("tomas", Role.Editor);
        // The last group has a history; the others are open.
        AnomalyRecord told = anomalies[^1];
        FeedbackEntry first = await parts.Ledger.AppendAsync(new FeedbackDraft { Fingerprint = told.Fingerprint, Kind = FeedbackKind.FalsePositive, Message = told.Message, Service = told.Service, Reason = "planned <b>maintenance</b>" }, author);
        await parts.Ledger.AppendAsync(new FeedbackDraft { Fingerprint = told.Fingerprint, Kind = FeedbackKind.Retraction, Retracts = first.Statement.Sequence }, author);
        await parts.Ledger.AppendAsync(new FeedbackDraft { Fingerprint = told.Fingerprint, Kind = FeedbackKind.Schedule, Message = told.Message, Service = told.Service, Schedule = FeedbackSchedule.Parse("daily 02:00-04:30 UTC") }, author);
    }

    private static string Tokens(TemporaryDirectory directory)
    {
        string path = directory.File("tokens");
        File.WriteAllText(path, $"maria editor {EditorToken}\nrui reader {ReaderToken}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await Parts.Database.DisposeAsync();
        directory.Dispose();
    }
}
