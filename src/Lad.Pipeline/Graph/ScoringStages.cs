using Lad.Pipeline.Sinks;
using Lad.Pipeline.Stages;

namespace Lad.Pipeline.Graph;

/// <summary>The stages that a record passes, in their order; every engine runs the same.</summary>
public sealed class ScoringStages
{
    /// <summary>A row of one's own: for tests, and for graphs that leave out or add a step.</summary>
    /// <param name="stages">The stages, in order. The last must give every record that is still pending an outcome.</param>
    public ScoringStages(IReadOnlyList<IStage> stages) => Stages = stages;

    /// <summary>Parse, mask, encode, score, threshold, feedback, verdict.</summary>
    /// <param name="parse">The parse stage; one with default options when not given.</param>
    public ScoringStages(ParseStage? parse = null)
        : this([parse ?? new ParseStage(), new MaskStage(), new EncodeStage(), new ScoreStage(), new ThresholdStage(), new FeedbackStage(), new VerdictStage()])
    {
    }

    /// <summary>The stages, in order.</summary>
    public IReadOnlyList<IStage> Stages { get; }
}
