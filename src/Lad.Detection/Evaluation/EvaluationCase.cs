namespace Lad.Detection.Evaluation;

/// <summary>Records with ground truth: labels per line, or per session.</summary>
public sealed record EvaluationCase
{
    /// <summary>The messages in the order of the log, UTF-8.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Messages { get; init; }

    /// <summary>Event time of each message in UTC ticks, 0 where it names none; <see langword="null"/> when none does.</summary>
    public IReadOnlyList<long>? EventTimeTicks { get; init; }

    /// <summary>Whether each line is an anomaly; <see langword="null"/> when labels are per session.</summary>
    public IReadOnlyList<bool>? LineLabels { get; init; }

    /// <summary>The sessions with their labels; <see langword="null"/> when labels are per line.</summary>
    public SessionSet? Sessions { get; init; }

    /// <summary>What does not fit together; empty when the case can be evaluated.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            var faults = new List<string>();
            if (Messages.Count == 0)
                faults.Add("There is no record to evaluate.");
            if (LineLabels is null == Sessions is null)
                faults.Add("Labels are needed either per line or per session.");
            if (LineLabels is { } labels && labels.Count != Messages.Count)
                faults.Add($"There are {Messages.Count} records but {labels.Count} labels.");
            if (EventTimeTicks is { } times && times.Count != Messages.Count)
                faults.Add($"There are {Messages.Count} records but {times.Count} times.");
            if (Sessions is { Ids.Count: 0 })
                faults.Add("No record names a labelled session.");
            return faults;
        }
    }
}
