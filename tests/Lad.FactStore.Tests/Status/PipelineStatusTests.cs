using Lad.FactStore.Status;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Status;

public sealed class PipelineStatusTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void The_rate_is_that_of_the_last_minute()
    {
        var status = new PipelineStatus(clock);
        status.Store(50, 0, clock.GetUtcNow());
        Assert.Equal(50, status.Snapshot().IngestRate);

        clock.Advance(TimeSpan.FromSeconds(9));
        status.Store(50, 3, clock.GetUtcNow());
        Assert.Equal(10, status.Snapshot().IngestRate);

        clock.Advance(TimeSpan.FromSeconds(51));
        Assert.Equal(50 / 60.0, status.Snapshot().IngestRate);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, status.Snapshot().IngestRate);
    }

    [Fact]
    public void A_part_is_well_or_not_since_it_first_said_so()
    {
        var status = new PipelineStatus(clock);
        DateTimeOffset start = clock.GetUtcNow();
        status.Say("ingest", false, "the database is away");
        clock.Advance(TimeSpan.FromSeconds(5));
        status.Say("ingest", false, "the database is still away");
        status.Say("outbox", true, "nothing waits");

        PipelineSnapshot seen = status.Snapshot();

        Assert.Equal([new PartStatus("ingest", false, "the database is still away", start, start.AddSeconds(5)), new PartStatus("outbox", true, "nothing waits", start.AddSeconds(5), start.AddSeconds(5))], seen.Parts);
        Assert.False(seen.IsWell);
        status.Say("ingest", true, "stores what comes");
        Assert.Equal(start.AddSeconds(5), status.Snapshot().Parts[0].Since);
        Assert.True(status.Snapshot().IsWell);
    }

    [Fact]
    public void All_refusals_are_counted_and_the_latest_are_named()
    {
        var status = new PipelineStatus(clock);
        for (int i = 0; i < 100; i++) status.Refuse($"lad.anomalies/0 at {i}", "it is no JSON object");

        PipelineSnapshot seen = status.Snapshot();

        Assert.Equal((100, PipelineStatus.KeptRefusals, "lad.anomalies/0 at 99"), (seen.Refused, seen.Refusals.Count, seen.Refusals[0].Place));
    }
}
