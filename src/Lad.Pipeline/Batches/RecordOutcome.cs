namespace Lad.Pipeline.Batches;

/// <summary>What became of a record. Every record ends as scored, dead-lettered or filtered.</summary>
public enum RecordOutcome : byte
{
    /// <summary>Still on its way through the graph.</summary>
    Pending,

    /// <summary>It has a verdict.</summary>
    Scored,

    /// <summary>It could not be processed and is kept with its bytes and the reason.</summary>
    DeadLettered,

    /// <summary>It was left out on purpose: an empty line, another service's record.</summary>
    Filtered,

    /// <summary>Its turn comes later: another model's records are worked on. Not seen after the stages, nor by a stage that looks at pending records only.</summary>
    Waiting,
}
