using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Tests.Engines;

namespace Lad.Akka.Tests;

public sealed class AkkaStreams : IEngine
{
    public static IScoringGraph Graph(IModelsInForce models, GraphOptions? options = null, ScoringStages? stages = null, TimeProvider? clock = null, FeedbackSlot? feedback = null, Instrumentation? instrumentation = null) =>
        new AkkaScoringGraph(models, options, stages, clock, feedback, instrumentation);
}
