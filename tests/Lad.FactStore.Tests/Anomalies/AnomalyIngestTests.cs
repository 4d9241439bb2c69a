using Lad.FactStore.Anomalies;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Tests;
using Lad.Pipeline.Tests.Graph;

namespace Lad.FactStore.Tests.Anomalies;

public sealed class AnomalyIngestTests
{
    private static readonly GroupKey Group = new(SampleAnomaly.Of(0).Fingerprint, "store");
    private readonly ManualTimeProvider clock = new();
    private readonly PipelineStatus status;
    private readonly List<string> told = [];

    public AnomalyIngestTests() => status = new PipelineStatus(clock);

    [Theory, OnSqlite, OnPostgresql]
    public async Task All_is_stored_and_acknowledged_and_the_counters_balance(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        string[] lines = [.. Enumerable.Range(0, 5_000).Select(i => i % 10 == 7 ? ScoredLines.Normal : i % 100 == 5 ? "no record" : ScoredLines.Of(i / 2))];
        await using var source = new ListSource(lines, perRead: 333);

        await RunAsync(archive, source);

        PipelineSnapshot seen = status.Snapshot();
        Assert.Equal(5_000, source.Acknowledged);
        Assert.Equal((5_000, 500, 50), (seen.Received, seen.PassedOver, seen.Refused));
        Assert.Equal(4_450, seen.Stored + seen.Duplicates);
        Assert.Equal(lines.Distinct().Count(line => line.Contains("\"alert\"", StringComparison.Ordinal)), seen.Stored);
        Assert.Equal(seen.Stored, (await archive.GroupAsync(Group))!.Count);
        Assert.True(seen.IsWell);
    }

    [Fact]
    public async Task Records_that_cannot_be_read_are_told_one_by_one_at_first_and_their_text_never()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var source = new ListSource([.. Enumerable.Range(0, 50).Select(i => $"password={i}")]);

        await RunAsync(await ArchiveAsync(test), source);

        Assert.Equal(6, told.Count);
        Assert.StartsWith("list at 0: the record is left out: it is no JSON object", told[0], StringComparison.Ordinal);
        Assert.DoesNotContain(told, line => line.Contains("password", StringComparison.Ordinal));
        Assert.Equal(("list at 49", 50), (status.Snapshot().Refusals[0].Place, status.Snapshot().Refused));
        Assert.Equal(50, source.Acknowledged);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task While_the_database_takes_nothing_the_source_is_held_back_and_nothing_is_lost(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync();
        var archive = new AnomalyArchive(database, clock);
        await using var source = new ListSource([.. Enumerable.Range(0, 30_000).Select(ScoredLines.Of)]);
        await RenameAsync("anomaly_groups", "gone");

        Task running = RunAsync(archive, source);
        await Eventually(() => status.Snapshot().Parts is [{ IsWell: false }]);
        Assert.Contains("held back", status.Snapshot().Parts[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(0, source.Acknowledged);
        await RenameAsync("gone", "anomaly_groups");
        await Eventually(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return running.IsCompleted;
        });
        await running;

        Assert.InRange(source.MostUnacknowledged, 1, 17 * 1_024);
        Assert.Equal((30_000, 30_000), (source.Acknowledged, (await archive.GroupAsync(Group))!.Count));
        Assert.True(status.Snapshot().IsWell);
        Assert.Equal(2, told.Count);

        Task RenameAsync(string table, string name) => database.WriteAsync(session => session.ExecuteAsync($"ALTER TABLE {table} RENAME TO {name}"), CancellationToken.None);
    }

    [Fact]
    public async Task What_was_read_before_a_stop_or_a_fault_of_the_source_is_stored()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        AnomalyArchive archive = await ArchiveAsync(test);
        await using var faulty = new ListSource([.. Enumerable.Range(0, 10).Select(ScoredLines.Of)], perRead: 3) { FailsAt = 6 };
        await using var followed = new ListSource([.. Enumerable.Range(10, 10).Select(ScoredLines.Of)]) { Follows = true };
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(archive, faulty));
        Task running = RunAsync(archive, followed, stop.Token);
        await followed.Idle.Task;
        await stop.CancelAsync();
        await running;

        Assert.Equal((6, 10), (faulty.Acknowledged, followed.Acknowledged));
        Assert.Equal(16, (await archive.GroupAsync(Group))!.Count);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_database_that_is_away()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        FactStoreDatabase database = await test.OpenAsync();
        await database.WriteAsync(session => session.ExecuteAsync("ALTER TABLE anomaly_groups RENAME TO gone"), CancellationToken.None);
        await using var source = new ListSource([ScoredLines.Of(1)]) { Follows = true };
        using var stop = new CancellationTokenSource();

        Task running = RunAsync(new AnomalyArchive(database, clock), source, stop.Token);
        await Eventually(() => status.Snapshot().Parts is [{ IsWell: false }]);
        await stop.CancelAsync();
        await running;

        Assert.Equal(0, source.Acknowledged);
    }

    private static async Task Eventually(Func<bool> holds)
    {
        for (int attempt = 0; !holds(); attempt++)
        {
            Assert.True(attempt < 3_000, "It did not come to be within a minute.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private async Task<AnomalyArchive> ArchiveAsync(TestDatabase test) => new(await test.OpenAsync(), clock);

    private async Task RunAsync(AnomalyArchive archive, ListSource source, CancellationToken stop = default)
    {
        Task running = Task.Run(() => new AnomalyIngest(archive, new LiveTail(), status, clock, line => { lock (told) told.Add(line); }).RunAsync(source, stop), CancellationToken.None);
        while (!running.IsCompleted && status.Snapshot().IsWell)
        {
            clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None));
        }
        await running;
    }
}
