using Lad.Cli.FactStore;
using Lad.Cli.Health;
using Lad.FactStore.Feedback;
using Lad.FactStore.Safety;
using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Tests;

namespace Lad.Cli.Tests.FactStore;

public sealed class FactStoreHealthTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ManualTimeProvider clock = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_store_that_cannot_publish_is_ready_and_says_what_waits()
    {
        await using FactStoreDatabase database = await FactStoreDatabase.OpenAsync(directory.PathTo("facts.db"), clock);
        var ledger = new FeedbackLedger(database, clock);
        var health = new ServiceHealth(clock);
        health.Started();
        health.Has(HealthPart.Input, "serving");
        var store = new FactStoreHealth(ledger, "kafka:lad.feedback", health, clock);
        await store.LookAsync(CancellationToken.None);
        Assert.Equal((true, "ready"), (health.Ready().IsGood, health.Ready().Status));
        Assert.Contains("the database answers", health.Ready().Reasons);

        await ledger.AppendAsync(new FeedbackDraft { Kind = FeedbackKind.FalsePositive, Fingerprint = 7 }, new Actor("maria", Role.Editor));
        clock.Advance(TimeSpan.FromMinutes(1));
        await store.LookAsync(CancellationToken.None);

        Assert.Equal((true, "waiting"), (health.Ready().IsGood, health.Ready().Status));
        Assert.Contains(health.Ready().Reasons, reason => reason.StartsWith("1 statements wait to be published to kafka:lad.feedback, the oldest for 60 s", StringComparison.Ordinal));
    }
}
