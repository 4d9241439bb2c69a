using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

public sealed class StreamClockTests
{
    [Fact]
    public void It_follows_event_times_and_never_goes_back()
    {
        var clock = new StreamClock();

        Assert.Equal([100, 100, 150], new[] { clock.Notice(100, 1000), clock.Notice(40, 1000), clock.Notice(150, 1000) });
    }

    [Fact]
    public void An_event_from_the_future_counts_as_observed() => Assert.Equal(1000, new StreamClock().Notice(5000, 1000));

    [Fact]
    public void A_record_without_a_time_arrives_when_the_others_do()
    {
        var clock = new StreamClock();
        clock.Notice(100, 1000);

        Assert.Equal(100, clock.Notice(0, 1001));
    }

    [Fact]
    public void Without_event_times_it_follows_observation() => Assert.Equal(1000, new StreamClock().Notice(0, 1000));
}
