using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Hosting;

/// <summary>A fact store that listens on loopback, with an empty database, what it told, and a client that neither follows redirects nor keeps cookies.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    /// <summary>The token of an editor named maria.</summary>
    public const string EditorToken = "editor-token-0123456789abcdef";

    /// <summary>The token of a reader named rui.</summary>
    public const string ReaderToken = "reader-token-0123456789abcdef";

    private readonly TemporaryDirectory directory;
    private readonly FactStoreHost host;

    private TestStore(TemporaryDirectory directory, FactStoreHost host, FactStoreParts parts, List<string> told, ManualTimeProvider clock)
    {
        this.directory = directory;
        this.host = host;
        Parts = parts;
        Told = told;
        Clock = clock;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
    }

    public Uri Address => host.Address;

    public FactStoreHost Host => host;

    public FactStoreParts Parts { get; }

    public HttpClient Client { get; }

    public List<string> Told { get; }

    public ManualTimeProvider Clock { get; }

    /// <summary>The tokens' file, of a store that was started with tokens.</summary>
    public string TokenFile => directory.File("tokens");

    /// <summary>A store where everyone on this machine is an editor, unless the options say otherwise.</summary>
    public static Task<TestStore> StartAsync(FactStoreOptions? options = null, ManualTimeProvider? clock = null) => StartAsync(_ => options ?? new FactStoreOptions(), clock);

    /// <summary>A store where an editor and a reader sign in by token.</summary>
    public static Task<TestStore> WithTokensAsync(Func<FactStoreOptions, FactStoreOptions>? change = null) => StartAsync(directory =>
    {
        string tokens = directory.File("tokens");
        File.WriteAllText(tokens, $"# people\nmaria editor {EditorToken}\n\nrui reader {ReaderToken}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tokens, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var options = new FactStoreOptions { TokenFile = tokens };
        return change?.Invoke(options) ?? options;
    });

    /// <summary>A store with options that need a directory.</summary>
    public static async Task<TestStore> StartAsync(Func<TemporaryDirectory, FactStoreOptions> options, ManualTimeProvider? clock = null)
    {
        var told = new List<string>();
        clock ??= new ManualTimeProvider();
        var directory = new TemporaryDirectory();
        FactStoreDatabase database = await FactStoreDatabase.OpenAsync(directory.File("facts.db"), TimeProvider.System);
        var parts = new FactStoreParts
        {
            Database = database,
            Ledger = new FeedbackLedger(database, clock),
            Archive = new AnomalyArchive(database, clock),
            Tail = new LiveTail(),
            Audit = new AuditTrail(database, clock),
            Status = new PipelineStatus(clock),
            Clock = clock,
        };
        FactStoreOptions final = options(directory) with { Port = 0, Log = new LineLoggers(line => { lock (told) told.Add(line); }) };
        return new TestStore(directory, await FactStoreHost.StartAsync(final, parts), parts, told, clock);
    }

    /// <summary>Changes files that the options name.</summary>
    public void Rewrite(Action<TemporaryDirectory> change) => change(directory);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
        await Parts.Database.DisposeAsync();
        directory.Dispose();
    }
}
