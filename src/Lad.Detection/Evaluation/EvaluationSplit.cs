namespace Lad.Detection.Evaluation;

/// <summary>How the part that is trained on is chosen.</summary>
public enum EvaluationSplit
{
    /// <summary>Lines by order, sessions at random.</summary>
    Default,

    /// <summary>The first lines, or the sessions that begin first: what a deployment sees, drift included.</summary>
    Order,

    /// <summary>A seeded random choice of lines or sessions: what the method can do without drift.</summary>
    Random,
}

/// <summary>Which records of the training part are trained on.</summary>
public enum TrainOn
{
    /// <summary>All of them: no label is looked at.</summary>
    All,

    /// <summary>Those whose line, or all of whose sessions, are normal.</summary>
    Normal,
}
