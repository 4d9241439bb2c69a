using FsCheck;
using FsCheck.Fluent;
using Lad.FactStore.Feedback;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Tests.Feedback;

public sealed class LedgerHistoryTests
{
    private static Arbitrary<(FeedbackKind Kind, int Fingerprint, int Of)[]> Plans =>
        (from kind in Gen.Elements(Enum.GetValues<FeedbackKind>()) from fingerprint in Gen.Choose(0, 2) from of in Gen.Choose(0, 30) select (kind, fingerprint, of)).ListOf().Select(list => list.ToArray()).ToArbitrary();

    [Theory, OnSqlite, OnPostgresql]
    public async Task Whatever_was_said_the_database_has_in_force_what_the_history_comes_to(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var ledger = new FeedbackLedger(await test.OpenAsync(), TimeProvider.System);
        ulong round = 0;

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(25), Prop.ForAll(Plans, plan =>
        {
            round += 10;
            SayAsync(ledger, plan, round).GetAwaiter().GetResult();
        }));
    }

    private static async Task SayAsync(FeedbackLedger ledger, (FeedbackKind Kind, int Fingerprint, int Of)[] plan, ulong round)
    {
        long first = 0;
        foreach ((FeedbackKind kind, int of, int back) in plan)
        {
            ulong fingerprint = round + (ulong)of;
            FeedbackDraft draft = kind == FeedbackKind.Retraction ? Drafts.Retraction(back == 0 ? null : first + back - 1, fingerprint) : Drafts.Of(kind, fingerprint, TimeProvider.System.GetUtcNow().AddDays(1));
            FeedbackEntry entry;
            try
            {
                entry = await ledger.AppendAsync(draft, Drafts.Ann);
            }
            catch (FeedbackRefusedException)
            {
                continue;
            }

            if (first == 0) first = entry.Statement.Sequence;
            Assert.Equal(FeedbackState.Of(await ledger.HistoryAsync(fingerprint)), entry.State);
            Assert.Equal(entry.State, await ledger.StateAsync(fingerprint));
        }
    }
}
