using System.Text.Json;
using Lad.Cli.Health;
using Lad.Pipeline.Tests;

namespace Lad.Cli.Tests.Health;

public sealed class ServiceHealthTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly ServiceHealth health;

    public ServiceHealthTests() => health = new ServiceHealth(clock);

    [Fact]
    public void Until_it_has_begun_it_is_live_but_neither_started_nor_ready()
    {
        Assert.True(health.Live().IsGood);
        Assert.Equal((false, "starting"), (health.Startup().IsGood, health.Startup().Status));
        Assert.Equal((false, "starting"), (health.Ready().IsGood, health.Ready().Status));
    }

    [Fact]
    public void What_is_missing_says_its_reason_and_the_first_part_its_word()
    {
        health.Started();
        health.Lacks(HealthPart.Input, "joining", "joining group lad");
        health.Lacks(HealthPart.Model, "warming", "there is no model yet");

        HealthReport ready = health.Ready();

        Assert.True(health.Startup().IsGood);
        Assert.Equal((false, "warming"), (ready.IsGood, ready.Status));
        Assert.Equal(["there is no model yet", "joining group lad"], ready.Reasons);
    }

    [Fact]
    public void It_is_ready_when_every_part_is_there_and_says_what_each_is_at()
    {
        health.Started();
        health.Lacks(HealthPart.Model, "warming", "there is no model yet");
        health.HasModel("default", "7");
        health.Has(HealthPart.Input, "reading lad.logs/0");

        HealthReport ready = health.Ready();

        Assert.Equal((true, "ready"), (ready.IsGood, ready.Status));
        Assert.Equal(["scoring with default 7", "reading lad.logs/0"], ready.Reasons);
    }

    [Fact]
    public void As_long_as_nothing_is_read_it_is_not_ready_whatever_else_it_has()
    {
        health.Started();
        health.HasModel("default", "7");

        Assert.Equal((false, "starting"), (health.Ready().IsGood, health.Ready().Status));
    }

    [Fact]
    public void A_part_that_speaks_for_itself_is_not_spoken_for()
    {
        health.Started();
        health.Lacks(HealthPart.Input, "joining", "joining group lad");
        health.HasUnlessSaid(HealthPart.Input, "reading kafka:lad.logs");

        Assert.False(health.Ready().IsGood);
    }

    [Fact]
    public void One_that_drains_is_not_ready_but_lives_however_long_it_takes()
    {
        health.Started();
        health.HasModel("default", "7");
        Heart heart = health.Watch("the loop", TimeSpan.FromMinutes(5));
        heart.Beat();
        health.Drain();
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((false, "draining"), (health.Ready().IsGood, health.Ready().Status));
        Assert.True(health.Live().IsGood);
    }

    [Fact]
    public void A_loop_that_stands_still_longer_than_it_may_is_named()
    {
        Heart heart = health.Watch("the loop that polls kafka:lad.logs", TimeSpan.FromMinutes(5));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.True(health.Live().IsGood);

        heart.Beat();
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(health.Live().IsGood);

        clock.Advance(TimeSpan.FromSeconds(1));
        HealthReport live = health.Live();
        Assert.Equal((false, "stuck"), (live.IsGood, live.Status));
        Assert.Equal("the loop that polls kafka:lad.logs has not turned for 301 s; 300 s are allowed", Assert.Single(live.Reasons));

        heart.Beat();
        Assert.True(health.Live().IsGood);
    }

    [Fact]
    public void A_report_is_one_json_object()
    {
        JsonElement json = JsonDocument.Parse(new HealthReport(false, "warming", ["no model 'default' \"yet\"\n"]).ToJson()).RootElement;

        Assert.Equal("warming", json.GetProperty("status").GetString());
        Assert.Equal("no model 'default' \"yet\"\n", Assert.Single(json.GetProperty("reasons").EnumerateArray()).GetString());
    }
}
