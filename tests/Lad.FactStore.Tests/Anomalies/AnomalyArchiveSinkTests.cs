using Lad.FactStore.Anomalies;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests;
using Lad.Pipeline.Tests.Graph;

namespace Lad.FactStore.Tests.Anomalies;

public sealed class AnomalyArchiveSinkTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public async Task A_graph_s_anomalies_are_in_the_archive_and_its_other_verdicts_are_not()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var archive = new AnomalyArchive(await test.OpenAsync(), clock);
        var sink = new AnomalyArchiveSink(archive, new LiveTail(), new PipelineStatus(clock), clock);
        List<Verdict> verdicts = [];
        using (var driver = new GraphDriver(new ModelSlot(TrainedModels.Shop), clock, sink: sink))
        {
            for (int i = 0; i < 20; i++) verdicts.AddRange(driver.Send(TrainedModels.Line(i)));
            verdicts.AddRange(driver.Send("kernel panic: the \0 disk is on fire"));
            verdicts.AddRange(driver.Complete(out _));
        }
        await sink.DisposeAsync();

        Verdict anomaly = Assert.Single(verdicts, verdict => verdict.IsAnomaly);
        AnomalyRecord kept = Assert.Single((await archive.ListAsync(new AnomalyQuery())).Items);
        Assert.Equal("kernel panic: the \u2400 disk is on fire", kept.Message);
        Assert.Equal((anomaly.Fingerprint, $"{anomaly.ModelName}/{anomaly.ModelVersion}", anomaly.TimeTicks), (kept.Fingerprint, kept.Model, kept.At.UtcTicks));
        Assert.Equal(anomaly.Explanation!.Reasons, kept.Reasons);
        Assert.Equal(anomaly.Explanation!.Words.Select(word => word.Word), kept.Words.Select(word => word.Word));
    }

    [Fact]
    public async Task When_the_database_does_not_keep_up_the_graph_goes_on_and_what_is_left_out_is_counted()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        FactStoreDatabase database = await test.OpenAsync();
        await database.WriteAsync(session => session.ExecuteAsync("ALTER TABLE anomaly_groups RENAME TO gone"), CancellationToken.None);
        var status = new PipelineStatus(clock);
        List<string> told = [];
        var sink = new AnomalyArchiveSink(new AnomalyArchive(database, clock), new LiveTail(), status, clock, told.Add);
        int sent = AnomalyArchiveSink.Waiting + AnomalyIngest.MostAtOnce + 100;

        var source = new ListSource([.. Enumerable.Repeat("kernel panic: the disk is on fire", sent)]);
        Task scoring = Task.Run(() => new DataflowScoringGraph(new ModelSlot(TrainedModels.Shop)).RunAsync(new GraphEnds(source, sink, new DiscardingDeadLetterSink()), CancellationToken.None));
        while (!scoring.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(scoring, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }
        await scoring;
        ValueTask disposal = sink.DisposeAsync();
        while (!disposal.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
        await disposal;

        Assert.Equal(sent, source.Acknowledged);
        Assert.Equal((sent, sent, 0), (status.Snapshot().Received, status.Snapshot().LeftOut, status.Snapshot().Stored));
        Assert.Contains(told, line => line.Contains("not in the fact store", StringComparison.Ordinal));
    }
}
