using FsCheck;
using FsCheck.Fluent;
using Lad.Elasticsearch.Reading.Sweeps;

namespace Lad.Elasticsearch.Tests.Reading.Sweeps;

/// <summary>The promise of the source, on simulated time: whatever arrives when and whatever dies when, each document comes once, but for what a killed process had not saved.</summary>
public class ExactlyOnceTests
{
    private const long Start = 1_800_000_000_000;
    private const long Overlap = 60_000;
    private const long Poll = 1000;

    private static int Tests { get; } = Environment.GetEnvironmentVariable("LAD_TEST_LONG") == "1" ? 5000 : 200;

    [Fact]
    public void Followed_documents_come_once_whatever_their_delays_and_whoever_dies() => Prop.ForAll<DoNotSize<int>>(seed => Follow(seed.Item, wrongClocks: false, lookback: 6000))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Tests));

    [Fact]
    public void Documents_with_wrong_clocks_come_once_and_make_no_other_one_missing() => Prop.ForAll<DoNotSize<int>>(seed => Follow(seed.Item, wrongClocks: true, lookback: 6000))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Tests));

    [Fact]
    public void They_come_once_without_near_sweeps_too() => Prop.ForAll<DoNotSize<int>>(seed => Follow(seed.Item, wrongClocks: true, lookback: Overlap))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Tests / 4));

    [Fact]
    public void A_bounded_run_that_is_killed_and_started_again_reads_each_document_once() => Prop.ForAll<DoNotSize<int>>(seed =>
    {
        var random = new Random(seed.Item);
        SimulatedDocument[] documents = [.. Enumerable.Range(0, 400).Select(i => new SimulatedDocument(i, random.Next(10) == 0 ? null : Start - random.Next(500_000), 0))];
        var reader = new SimulatedReader(new SimulatedIndex(documents), Rules(follow: false, 0), random);
        for (int kill = 0; kill < 5; kill++)
        {
            reader.Start();
            reader.Sweep(Start, Start, random.Next(200), lost: false);
            reader.Kill();
        }
        reader.Start();
        reader.Sweep(Start, Start);
        reader.Stop();
        // Once it has come to its end, nothing comes any more.
        reader.Start();
        reader.Sweep(Start, Start);
        reader.Stop();
        return Once(documents, reader);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Tests / 2));

    private static Property Follow(int seed, bool wrongClocks, long lookback)
    {
        var random = new Random(seed);
        SimulatedDocument[] documents = [.. Documents(random, wrongClocks)];
        var reader = new SimulatedReader(new SimulatedIndex(documents), Rules(follow: true, lookback), random);
        long now = Start;
        long end = Math.Max(Start, documents.Max(document => document.Visible)) + Overlap;
        reader.Start();
        while (now < end)
        {
            int chance = random.Next(30);
            // An instance's own clock is set right now and then, by less than ids are kept longer for.
            long clock = now + random.Next(-200, 200);
            if (chance == 0) reader.Sweep(now, clock, random.Next(40));
            else reader.Sweep(now, clock);
            reader.Acknowledge(random.Next(100));
            if (random.Next(3) == 0) reader.Save();
            if (chance is 1 or 2)
            {
                if (chance == 1) reader.Kill();
                else reader.Stop();
                if (random.Next(3) == 0) now += random.Next(200_000);
                reader.Start();
            }
            now += random.Next(5) == 0 ? random.Next(30_000) : Poll;
        }
        // In the end it lives long enough to look at everything once more, twice.
        for (int sweep = 0; sweep < 3; sweep++) reader.Sweep(now += Overlap, now);
        reader.Stop();
        return Once(documents, reader);
    }

    private static ReadingRules Rules(bool follow, long lookback) => new() { Follow = follow, Overlap = Overlap, Lookback = lookback };

    private static IEnumerable<SimulatedDocument> Documents(Random random, bool wrongClocks)
    {
        long written = Start - 600_000;
        int count = random.Next(1, 600);
        for (int number = 0; number < count; number++)
        {
            written += random.Next(random.Next(20) == 0 ? 60_000 : 2000);
            // The way to the index and its refresh, at most the overlap less what the reader's clock is wrong by.
            long visible = written + random.Next(random.Next(3) == 0 ? (int)Overlap - 500 : 3000);
            long time = !wrongClocks ? written : random.Next(12) switch
            {
                // What was there before the reader came may be as old as it likes.
                0 when visible < Start - 1000 => random.Next(1000),
                1 => 4_070_908_800_000 + random.Next(1000),
                2 => written + random.Next(3_600_000),
                3 => written + random.Next(30_000),
                _ => written,
            };
            yield return new SimulatedDocument(number, time, visible);
        }
    }

    private static Property Once(IEnumerable<SimulatedDocument> documents, SimulatedReader reader)
    {
        SimulatedDocument[] missing = [.. documents.Where(document => Counted(document) < 1)];
        SimulatedDocument[] repeated = [.. documents.Where(document => Counted(document) > 1 + reader.Unsaved.GetValueOrDefault(document.Number))];
        return (missing.Length == 0).Label($"missing: {string.Join(", ", missing.Take(5))}").And((repeated.Length == 0).Label($"repeated: {string.Join(", ", repeated.Take(5))}"));

        int Counted(SimulatedDocument document) => reader.Delivered.GetValueOrDefault(document.Number) - reader.Lost.GetValueOrDefault(document.Number);
    }
}
