using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>
/// A step that every batch goes through: fills its own columns from those before it. Synchronous, without hidden state, knows no engine, and may be called by
/// several threads for different batches.
/// </summary>
public interface IStage
{
    /// <summary>What an operator calls the stage in counters and errors: <c>parse</c>, <c>encode</c>, <c>score</c>, <c>threshold</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether the stage works with <see cref="RecordBatch.Detector"/>, which is the default: it is then called once for each model that a batch has records for, with that model's records
    /// pending. A stage that does not comes before the models are chosen, as parsing does, or after all of them are done.
    /// </summary>
    bool WorksByModel => true;

    /// <summary>
    /// Works on the pending records of <paramref name="batch"/>. A record that cannot be processed is rejected in the batch; an exception means that
    /// the stage itself cannot go on, and stops the graph.
    /// </summary>
    void Process(RecordBatch batch);
}
