using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Tests.Engines;

/// <summary>An engine as the suites see it: what makes its graph. One class for each engine that is built in.</summary>
public interface IEngine
{
    static abstract IScoringGraph Graph(IModelsInForce models, GraphOptions? options = null, ScoringStages? stages = null, TimeProvider? clock = null, FeedbackSlot? feedback = null, Instrumentation? instrumentation = null);
}
