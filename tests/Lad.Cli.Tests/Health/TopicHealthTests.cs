using Confluent.Kafka;
using Lad.Cli.Health;
using Lad.Pipeline.Tests;

namespace Lad.Cli.Tests.Health;

public sealed class TopicHealthTests
{
    private static readonly TopicPartition[] Both = [new("lad.logs", 1), new("lad.logs", 0)];
    private readonly ManualTimeProvider clock = new();
    private readonly ServiceHealth health;
    private readonly TopicHealth topics;

    public TopicHealthTests()
    {
        health = new ServiceHealth(clock);
        health.Started();
        topics = new TopicHealth(health, "kafka:lad.logs", "lad", TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_member_that_joins_is_not_ready() => AssertReady(false, "joining", "joining group lad for a share of kafka:lad.logs");

    [Fact]
    public void Partitions_that_come_and_go_one_by_one_add_up()
    {
        topics.Assigned(Both[..1]);
        topics.Assigned(Both[1..]);
        AssertReady(true, "ready", "reading lad.logs/0,1");

        topics.Revoked(Both[..1]);
        AssertReady(true, "ready", "reading lad.logs/0");
    }

    [Fact]
    public void A_member_without_partitions_stands_by_and_that_is_ready()
    {
        topics.Assigned([]);
        AssertReady(true, "standing by", "the group has no partition for this member");

        topics.Assigned(Both);
        topics.Revoked(Both);
        AssertReady(true, "standing by", "the group has no partition for this member");
    }

    [Fact]
    public void A_member_that_lost_all_its_partitions_joins_anew()
    {
        topics.Assigned(Both);
        topics.Lost(Both);

        AssertReady(false, "joining", "joining group lad for a share of kafka:lad.logs");
    }

    [Fact]
    public void What_is_waited_for_is_the_reason_unless_something_is_read()
    {
        topics.Waiting("there is no topic lad.logs yet");
        AssertReady(false, "waiting", "there is no topic lad.logs yet");

        topics.Assigned(Both);
        topics.Waiting("there is no topic other yet");
        AssertReady(true, "ready", "reading lad.logs/0,1");
    }

    [Fact]
    public void A_loop_has_minutes_beyond_what_draining_may_take_twice()
    {
        topics.Turned();
        clock.Advance(TimeSpan.FromSeconds(340));
        Assert.True(health.Live().IsGood);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(health.Live().IsGood);
    }

    private void AssertReady(bool good, string status, string reason)
    {
        HealthReport ready = health.Ready();
        Assert.Equal((good, status, reason), (ready.IsGood, ready.Status, Assert.Single(ready.Reasons)));
    }
}
