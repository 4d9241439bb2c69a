namespace Lad.Detection.Evaluation;

/// <summary>What is trained on and what is scored.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// Share of the lines (or sessions) that is the training part; the rest is scored. Above 0, at most 1; at 1 all is trained on and all is scored. Default 1.
    /// </summary>
    public double TrainFirst { get; init; } = 1;

    /// <summary>Which records of the training part are trained on. Default all.</summary>
    public TrainOn TrainOn { get; init; }

    /// <summary>How the training part is chosen. Default: lines by order, sessions at random.</summary>
    public EvaluationSplit Split { get; init; }

    /// <summary>What is wrong; empty when the options can be used.</summary>
    public IReadOnlyList<string> Faults =>
        TrainFirst is > 0 and <= 1 ? [] : [$"The share to train on must be above 0 and at most 1, got {TrainFirst}."];
}
