using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

public sealed class DriftMonitorTests
{
    private readonly DriftMonitor monitor = new(new DriftOptions { Share = 0.2, Window = 10 });

    [Fact]
    public void Nothing_is_said_before_the_window_is_full()
    {
        See(9, unknown: true);
        Assert.False(monitor.HasDrifted);

        See(1, unknown: true);
        Assert.True(monitor.HasDrifted);
    }

    [Fact]
    public void The_share_is_that_of_the_latest_records()
    {
        See(10, unknown: false);
        See(2, unknown: true);
        Assert.Equal((0.2, false), (monitor.Share, monitor.HasDrifted));

        See(1, unknown: true);
        Assert.True(monitor.HasDrifted);
        See(10, unknown: false);
        Assert.Equal((0, false), (monitor.Share, monitor.HasDrifted));
    }

    [Fact]
    public void Answered_drift_is_not_found_again_until_the_share_was_below_half()
    {
        See(10, unknown: true);
        monitor.Answer();
        Assert.False(monitor.HasDrifted);

        See(9, unknown: false);
        See(10, unknown: true);
        Assert.False(monitor.HasDrifted);

        See(10, unknown: false);
        See(3, unknown: true);
        Assert.True(monitor.HasDrifted);
    }

    [Fact]
    public void A_new_model_that_does_not_help_does_not_train_in_a_loop()
    {
        See(10, unknown: true);
        monitor.Answer();
        monitor.Restart();

        See(100, unknown: true);

        Assert.False(monitor.HasDrifted);
    }

    [Fact]
    public void A_share_of_zero_never_finds_drift()
    {
        var off = new DriftMonitor(new DriftOptions { Share = 0, Window = 10 });
        for (int i = 0; i < 100; i++) off.Notice(true);

        Assert.False(off.HasDrifted);
    }

    private void See(int records, bool unknown)
    {
        for (int i = 0; i < records; i++) monitor.Notice(unknown);
    }
}
