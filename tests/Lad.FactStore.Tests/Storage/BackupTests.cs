using Lad.FactStore.Feedback;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Feedback;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Tests;
using Microsoft.Data.Sqlite;

namespace Lad.FactStore.Tests.Storage;

public sealed class BackupTests
{
    [Fact]
    public async Task A_copy_made_while_people_speak_is_whole_and_goes_on_behind_what_was_published()
    {
        using var directory = new TemporaryDirectory();
        var place = new FakePlace();
        long copied;
        await using (FactStoreDatabase database = await FactStoreDatabase.OpenAsync(directory.File("facts.db"), TimeProvider.System))
        {
            var ledger = new FeedbackLedger(database, TimeProvider.System);
            for (int i = 0; i < 10; i++) await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, (ulong)i), Drafts.Ann);
            await Relay(ledger, place).FlushAsync(CancellationToken.None);
            Task speaking = Task.Run(async () =>
            {
                for (int i = 0; i < 30; i++) await ledger.AppendAsync(Drafts.Of(FeedbackKind.TruePositive, (ulong)(i % 10)), Drafts.Ann);
            });
            Copy(directory.File("facts.db"), directory.File("copy.db"));
            await speaking;
            await Relay(ledger, place).FlushAsync(CancellationToken.None);
        }

        await using FactStoreDatabase restored = await FactStoreDatabase.OpenAsync(directory.File("copy.db"), TimeProvider.System);
        var again = new FeedbackLedger(restored, TimeProvider.System);
        IReadOnlyList<FeedbackStatement> history = (await again.ListAsync(new FeedbackQuery { OldestFirst = true })).Items;
        copied = history.Count;
        Assert.Equal(Enumerable.Range(1, history.Count).Select(number => (long)number), history.Select(statement => statement.Sequence));
        foreach (IGrouping<ulong, FeedbackStatement> of in history.GroupBy(statement => statement.Fingerprint)) Assert.Equal(FeedbackState.Of([.. of]), await again.StateAsync(of.Key));

        await again.AppendAsync(Drafts.Of(FeedbackKind.Schedule), Drafts.Ann);
        Assert.Equal(0, await Relay(again, place).FlushAsync(CancellationToken.None));

        Assert.InRange(copied, 10, 40);
        Assert.Equal(Enumerable.Range(1, place.Entries.Count).Select(number => (long)number), place.Numbers);
        Assert.Equal(await again.StateAsync(Drafts.Fingerprint), place.Entries[^1].State);
    }

    /// <summary>As <c>sqlite3 facts.db ".backup copy.db"</c> does.</summary>
    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=false");
        using var target = new SqliteConnection($"Data Source={to};Pooling=false");
        source.Open();
        source.BackupDatabase(target);
    }

    private static OutboxRelay Relay(FeedbackLedger ledger, FakePlace place) => new(ledger, new FakePublisher(place, _ => Mishap.None), TimeProvider.System, _ => { });
}
