using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Stages;
using Lad.Pipeline.Tests.Telemetry;

namespace Lad.Pipeline.Tests.Engines;

public sealed class DataflowEngineTests : EngineSuite<Dataflow>;

public sealed class DataflowScoringGraphTests : ScoringGraphSuite<Dataflow>;

public sealed class DataflowOverlappedDeliveryTests : OverlappedDeliverySuite<Dataflow>;

public sealed class DataflowLateRejectionTests : LateRejectionSuite<Dataflow>;

public sealed class DataflowRoutedScoringTests : RoutedScoringSuite<Dataflow>;

public sealed class DataflowScoringStagesTests : ScoringStagesSuite<Dataflow>;

public sealed class DataflowGraphAccountingTests : GraphAccountingSuite<Dataflow>;

public sealed class DataflowOrderTests : OrderSuite<Dataflow>;

public sealed class DataflowModelSwapTests : ModelSwapSuite<Dataflow>;

public sealed class DataflowPoisonedBatchesTests : PoisonedBatchesSuite<Dataflow>;

public sealed class DataflowFeedbackStageTests : FeedbackStageSuite<Dataflow>;

public sealed class DataflowGraphMetricsTests : GraphMetricsSuite<Dataflow>;

public sealed class DataflowBatchTracesTests : BatchTracesSuite<Dataflow>;
