using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Stages;
using Lad.Pipeline.Tests.Telemetry;

namespace Lad.Akka.Tests;

public sealed class AkkaEngineTests : EngineSuite<AkkaStreams>;

public sealed class AkkaScoringGraphTests : ScoringGraphSuite<AkkaStreams>;

public sealed class AkkaOverlappedDeliveryTests : OverlappedDeliverySuite<AkkaStreams>;

public sealed class AkkaLateRejectionTests : LateRejectionSuite<AkkaStreams>;

public sealed class AkkaRoutedScoringTests : RoutedScoringSuite<AkkaStreams>;

public sealed class AkkaScoringStagesTests : ScoringStagesSuite<AkkaStreams>;

public sealed class AkkaGraphAccountingTests : GraphAccountingSuite<AkkaStreams>;

public sealed class AkkaOrderTests : OrderSuite<AkkaStreams>;

public sealed class AkkaModelSwapTests : ModelSwapSuite<AkkaStreams>;

public sealed class AkkaPoisonedBatchesTests : PoisonedBatchesSuite<AkkaStreams>;

public sealed class AkkaFeedbackStageTests : FeedbackStageSuite<AkkaStreams>;

public sealed class AkkaGraphMetricsTests : GraphMetricsSuite<AkkaStreams>;

public sealed class AkkaBatchTracesTests : BatchTracesSuite<AkkaStreams>;
