using System.Collections.Concurrent;
using Lad.FactStore.Feedback;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Tests.Feedback;

public sealed class ServerRestartTests
{
    [Theory, OnPostgresql]
    public async Task A_server_killed_and_started_again_loses_and_doubles_no_statement(DatabaseKind kind)
    {
        Assert.Equal(DatabaseKind.Postgresql, kind);
        // A cluster of its own, with durability on.
        PostgresCluster cluster = await PostgresCluster.StartAsync("");
        await using FactStoreDatabase database = await FactStoreDatabase.OpenAsync(await cluster.CreateDatabaseAsync(), TimeProvider.System);
        var ledger = new FeedbackLedger(database, TimeProvider.System);
        var place = new FakePlace();
        using var stop = new CancellationTokenSource();
        Task relay = new OutboxRelay(ledger, new FakePublisher(place, _ => Mishap.None), TimeProvider.System, _ => { }).RunAsync(stop.Token);
        ConcurrentBag<long> acknowledged = [];
        Task[] authors = [.. Enumerable.Range(0, 4).Select(author => Task.Run(async () =>
        {
            for (int request = 0; !stop.IsCancellationRequested; request++) acknowledged.Add(await SayAsync(ledger, author, $"{author}-{request}"));
        }))];

        for (int kill = 1; kill <= 2; kill++)
        {
            int before = acknowledged.Count;
            await UntilAsync(() => acknowledged.Count > before + 20, authors);
            await cluster.CrashAndStartAsync();
        }

        int last = acknowledged.Count;
        await UntilAsync(() => acknowledged.Count > last, authors);
        Task all = Task.WhenAll(authors);
        await UntilAsync(() => place.Entries.Count > last, [relay]);
        await stop.CancelAsync();
        await all;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => relay);
        await new OutboxRelay(ledger, new FakePublisher(place, _ => Mishap.None), TimeProvider.System, _ => { }).FlushAsync(CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, acknowledged.Count).Select(number => (long)number), acknowledged.Order());
        Assert.Equal(acknowledged.Order(), place.Numbers);
    }

    /// <summary>Says something until it is acknowledged: when a server is away for long, under the same name again.</summary>
    private static async Task<long> SayAsync(FeedbackLedger ledger, int author, string request)
    {
        while (true)
        {
            try
            {
                return (await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, (ulong)author) with { RequestId = request }, Drafts.Ann)).Statement.Sequence;
            }
            catch (FactStoreException failure)
            {
                Assert.Contains("server", failure.Message, StringComparison.Ordinal);
            }
        }
    }

    private static async Task UntilAsync(Func<bool> holds, Task[] atWork)
    {
        long begin = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(60), "It did not come to that.");
            await await Task.WhenAny([.. atWork, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System)]);
        }
    }
}
