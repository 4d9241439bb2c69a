namespace Lad.Pipeline.Training;

/// <summary>Why a model is learned.</summary>
public enum TrainingCause
{
    /// <summary>There is none yet, and there are enough records.</summary>
    FirstModel,

    /// <summary>It is time.</summary>
    Schedule,

    /// <summary>The current model no longer knows what arrives.</summary>
    Drift,

    /// <summary>It was asked for.</summary>
    Request,
}
