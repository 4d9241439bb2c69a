using Lad.Detection.Training;

namespace Lad.Cli.Terminals;

/// <summary>How far a long piece of work is: written by the work, read by whoever shows it.</summary>
/// <param name="clock">The clock of rates.</param>
internal sealed class WorkProgress(TimeProvider clock) : IProgress<TrainingProgress>
{
    private readonly long began = clock.GetTimestamp();
    private volatile string phase = "starting";
    private double fraction;
    private long records;

    /// <summary>Asked before each look, where the work itself does not say how far it is.</summary>
    public Action<WorkProgress>? Refresh { get; init; }

    /// <summary>Told of the phases too.</summary>
    public IProgress<TrainingProgress>? Phases { get; init; }

    /// <summary>What is being done.</summary>
    public string Phase => phase;

    /// <summary>How much of it is done, 0 to 1; 0 while that is not known.</summary>
    public double Fraction => Volatile.Read(ref fraction);

    /// <summary>Records that were read.</summary>
    public long Records => Volatile.Read(ref records);

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(began);

    /// <summary>Records read a second.</summary>
    public double RecordsPerSecond => Elapsed.TotalSeconds is > 0 and var seconds ? Records / seconds : 0;

    /// <summary>Time left at the pace so far; <see langword="null"/> while that cannot be said.</summary>
    public TimeSpan? Left => Fraction is > 0.01 and var done ? Elapsed * ((1 - done) / done) : null;

    /// <summary>Says how far the work is.</summary>
    public void Set(string what, double done, long read)
    {
        phase = what;
        Volatile.Write(ref fraction, Math.Clamp(done, 0, 1));
        Volatile.Write(ref records, read);
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        Set(value.Phase, value.Fraction, Records);
        Phases?.Report(value);
    }
}
