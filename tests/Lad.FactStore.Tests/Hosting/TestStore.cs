using System.Runtime.CompilerServices;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Hosting;

/// <summary>A fact store that listens on loopback, with what it was told and a client.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly FactStoreHost host;

    private TestStore(FactStoreHost host, FactStoreParts parts, List<string> told, ManualTimeProvider clock)
    {
        this.host = host;
        Parts = parts;
        Told = told;
        Clock = clock;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
    }

    public Uri Address => host.Address;

    public FactStoreParts Parts { get; }

    public HttpClient Client { get; }

    public List<string> Told { get; }

    public ManualTimeProvider Clock { get; }

    public static async Task<TestStore> StartAsync(FactStoreOptions? options = null)
    {
        var told = new List<string>();
        var clock = new ManualTimeProvider();
        var database = (FactStoreDatabase)RuntimeHelpers.GetUninitializedObject(typeof(FactStoreDatabase));
        var parts = new FactStoreParts
        {
            Database = database,
            Ledger = new FeedbackLedger(database, clock),
            Archive = new AnomalyArchive(database, clock),
            Tail = new LiveTail(),
            Audit = new AuditTrail(database, clock),
            Status = new PipelineStatus(),
            Clock = clock,
        };
        options = (options ?? new FactStoreOptions()) with { Port = 0, Tell = line => { lock (told) told.Add(line); } };
        return new TestStore(await FactStoreHost.StartAsync(options, parts), parts, told, clock);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
    }
}
