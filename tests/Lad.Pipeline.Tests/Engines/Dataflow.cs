using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Tests.Engines;

public sealed class Dataflow : IEngine
{
    public static IScoringGraph Graph(IModelsInForce models, GraphOptions? options = null, ScoringStages? stages = null, TimeProvider? clock = null, FeedbackSlot? feedback = null, Instrumentation? instrumentation = null) =>
        new DataflowScoringGraph(models, options, stages, clock, feedback, instrumentation);
}
