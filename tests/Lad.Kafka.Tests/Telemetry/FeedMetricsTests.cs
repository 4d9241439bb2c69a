using Lad.Kafka.Feedback;
using Lad.Kafka.Models;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Feedback;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Tests.Models;
using Lad.Pipeline.Tests.Telemetry;

namespace Lad.Kafka.Tests.Telemetry;

public sealed class FeedMetricsTests
{
    private const string Consumed = "messaging.client.consumed.messages";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Feedback_and_models_are_counted_by_their_topics()
    {
        using var instrumentation = new Instrumentation(nameof(FeedMetricsTests) + Guid.NewGuid());
        using var values = new ObservedValues(instrumentation);
        using var deadline = new CancellationTokenSource(Patience);
        await using var broker = new MockCluster(1);
        string feedback = await FeedbackTopics.CreateAsync(broker);
        await FeedbackTopics.PublishAsync(broker, feedback, FeedbackTopics.Entry(1, 0xa), FeedbackTopics.Entry(2, 0xb), FeedbackTopics.Entry(3, 0xa));
        string models = TestBroker.Unique("models");
        await broker.CreateTopicAsync(models, 1);
        await new KafkaModelTopic(models, FeedbackTopics.Client(broker)).History("default").PublishAsync(SampleModels.Of("v1", "default"));

        await foreach (FeedbackChange change in new KafkaFeedbackFeed(feedback, FeedbackTopics.Client(broker), TimeProvider.System, instrumentation).WatchAsync(deadline.Token))
            if (change.Kind == FeedbackChangeKind.CaughtUp) break;
        await foreach (ModelChange change in new KafkaModelTopic(models, FeedbackTopics.Client(broker), instrumentation: instrumentation).WatchAllAsync(deadline.Token))
            if (change.Kind == ModelChangeKind.CaughtUp) break;

        Assert.Equal(3, values.Of(Consumed, ("messaging.destination.name", feedback)));
        // The chunk and the manifest.
        Assert.Equal(2, values.Of(Consumed, ("messaging.destination.name", models)));
    }
}
