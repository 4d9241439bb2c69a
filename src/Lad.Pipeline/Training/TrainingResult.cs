namespace Lad.Pipeline.Training;

/// <summary>What came of a training.</summary>
public enum TrainingResult
{
    /// <summary>The model was published.</summary>
    Published,

    /// <summary>The gate refused it, or the stream cannot be modelled.</summary>
    Refused,

    /// <summary>There was nothing that the model in force had not learned from.</summary>
    NothingNew,

    /// <summary>Something stood in the way of reading the model in force, of learning or of publishing.</summary>
    Failed,
}
