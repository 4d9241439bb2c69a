using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

public sealed class TrainingScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private readonly TrainingSchedule schedule = new(new TrainingScheduleOptions { Every = TimeSpan.FromHours(6), MinInterval = TimeSpan.FromMinutes(10) });

    [Fact]
    public void Without_a_model_it_is_due_at_once_and_after_a_refusal_again_later()
    {
        Assert.Equal(TrainingCause.FirstModel, schedule.Due(Start, null, false));

        schedule.Attempted(Start, failed: false);

        Assert.Null(schedule.Due(Start.AddMinutes(9), null, false));
        Assert.Equal(TrainingCause.FirstModel, schedule.Due(Start.AddMinutes(10), null, false));
    }

    [Fact]
    public void A_model_of_another_run_is_not_learned_anew_before_its_time()
    {
        Assert.Null(schedule.Due(Start, Start.AddHours(-5), false));
        Assert.Equal(TrainingCause.Schedule, schedule.Due(Start, Start.AddHours(-6), false));
    }

    [Fact]
    public void Drift_waits_for_the_least_interval()
    {
        schedule.Attempted(Start, failed: false);

        Assert.Null(schedule.Due(Start.AddMinutes(9), Start, true));
        Assert.Equal(TrainingCause.Drift, schedule.Due(Start.AddMinutes(10), Start, true));
    }

    [Fact]
    public void What_failed_is_tried_again_after_the_least_interval()
    {
        schedule.Attempted(Start, failed: true);

        Assert.Null(schedule.Due(Start.AddMinutes(9), Start, false));
        Assert.Equal(TrainingCause.Schedule, schedule.Due(Start.AddMinutes(10), Start, false));
    }

    [Fact]
    public void Without_a_schedule_only_drift_trains()
    {
        var onDrift = new TrainingSchedule(new TrainingScheduleOptions { Every = TimeSpan.Zero });

        Assert.Null(onDrift.Due(Start.AddYears(1), Start, false));
        Assert.Equal(TrainingCause.Drift, onDrift.Due(Start.AddYears(1), Start, true));
    }
}
