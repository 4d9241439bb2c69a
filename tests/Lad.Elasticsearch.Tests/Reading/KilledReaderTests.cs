using System.Globalization;
using Lad.Elasticsearch.Reading;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Cursors;
using Lad.Pipeline.Tests;
using Xunit.Abstractions;

namespace Lad.Elasticsearch.Tests.Reading;

/// <summary>An index that is written out of order while its reader is killed ten times.</summary>
public sealed class KilledReaderTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 10;
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Documents_up_to_30_s_out_of_order_are_read_once_each_and_again_only_what_was_not_saved()
    {
        int count = Environment.GetEnvironmentVariable("LAD_TEST_LONG") == "1" ? 200_000 : 10_000;
        await using var fixture = await SourceFixture.StartAsync(server => server with { RefreshInterval = TimeSpan.FromSeconds(1), CheckContract = false });
        long real = TimeProvider.System.GetTimestamp();
        Arrivals.Schedule(fixture, count);
        ElasticsearchSourceOptions options = SourceFixture.Logs with { Index = "app-*", Follow = true };
        var random = new Random(1);
        Dictionary<string, int> read = [], lost = [], unsaved = [];
        long records = 0, repeats = 0;
        for (int life = 0; life <= Kills; life++)
        {
            var store = new MortalStore(new FileCursorStore(Path.Combine(directory.Path, "cursor")));
            // One life saves each acknowledgement, the next one now and then: on this clock, whose time runs faster than any disk, that is seldom.
            ElasticsearchSource source = fixture.Open(options with { CursorInterval = TimeSpan.FromSeconds(life % 2) }, store);
            // A saving that is done began after the one before was: it covers what was read before that.
            HashSet<string> newer = [], older = [];
            long saves = 0;
            // A life reads its share, dies with a batch under way, and the last one goes on to the end.
            long share = life < Kills ? (count / (Kills + 1)) + random.Next(count / 100) : long.MaxValue;
            var batch = new RecordBatch(512);
            while (share > 0 && read.Count < count)
            {
                Assert.True(await source.ReadAsync(batch, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromMinutes(5)));
                string[] ids = [.. ReadDocument.Of(batch).Select(document => document.EventId)];
                Count(read, ids);
                newer.UnionWith(ids);
                share -= batch.Count;
                records += batch.Count;
                if (share > 0) await source.AcknowledgeAsync(batch, CancellationToken.None);
                else Count(lost, ids);
                if (store.Saves != saves)
                {
                    saves = store.Saves;
                    older = newer;
                    newer = [];
                }
                batch.Clear();
            }
            repeats += source.ElasticsearchCounters.Repeats;
            if (life < Kills)
            {
                await store.DieAsync();
                Count(unsaved, older.Union(newer));
                fixture.Clock.Advance(TimeSpan.FromSeconds(random.Next(3)));
                continue;
            }
            Count(read, (await fixture.WatchAsync(source, TimeSpan.FromMinutes(2))).Select(document => document.EventId));
            await source.DisposeAsync();
        }

        Assert.Equal(count, read.Count);
        // What was under way at a kill came again, and beyond that at most what was acknowledged and not saved.
        Assert.All(read, document => Assert.InRange(document.Value, 1 + lost.GetValueOrDefault(document.Key), 1 + unsaved.GetValueOrDefault(document.Key)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count:N0} documents, {Kills} kills: {records:N0} records, {records - count:N0} of them again; {repeats:N0} were met again and dropped; {fixture.Server.Counters.Searches:N0} searches; {TimeProvider.System.GetElapsedTime(real).TotalSeconds:0.0} s"));
        foreach (string line in fixture.Lines()) output.WriteLine(line);
    }

    private static void Count(Dictionary<string, int> times, IEnumerable<string> ids)
    {
        foreach (string id in ids) times[id] = times.GetValueOrDefault(id) + 1;
    }
}
