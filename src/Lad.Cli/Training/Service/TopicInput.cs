using Confluent.Kafka;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Records;
using Lad.Cli.Terminals;
using Lad.Kafka.Clients;
using Lad.Kafka.Consuming;
using Lad.Pipeline.Sources;

namespace Lad.Cli.Training.Service;

/// <summary>Opens topics for a trainer: without a group, so that it takes nothing away from scorers, and commits nothing.</summary>
internal static class TopicInput
{
    /// <summary>Opens what the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="once">Whether to end where the topics end now.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="stop">Ends the wait for the brokers.</param>
    /// <exception cref="BusException">The brokers cannot be used, or a topic is missing; says why and what to do.</exception>
    public static async Task<TrainerInput> OpenAsync(LadSettings settings, bool once, Terminal terminal, CancellationToken stop)
    {
        IReadOnlyList<string> topics = settings.Input.From.Topics;
        KafkaSourceOptions options = new() { Client = settings.Kafka.ToClientOptions(KafkaLines.Of(terminal)), Topics = topics, ReadTraceParent = false };
        IReadOnlyDictionary<string, int> partitions = await KafkaConnection.CheckAsync(options.Client, topics, cancellation: stop).ConfigureAwait(false);
        SourceStart start = Start(settings.Trainer, topics.Sum(topic => partitions[topic]), terminal.Clock.GetUtcNow());
        var history = new KafkaSource(options with { Start = start, StopAtEnd = true }, terminal.Clock, new TopicObserver(terminal), instrumentation: terminal.Instrumentation);
        if (once) return new TrainerInput(OpenSource.Of(history), null);
        var begun = new Begun(new TopicObserver(terminal), new TopicHealth(terminal.Health, settings.Input.From.ToString(), group: null, settings.Kafka.DrainDeadline));
        var tail = new KafkaSource(options with { Start = SourceStart.Latest }, terminal.Clock, begun, instrumentation: terminal.Instrumentation);
        return new TrainerInput(OpenSource.Of(history), OpenSource.Of(tail)) { Ready = begun.Assignment };
    }

    // The last records of the topics are about as many of each partition.
    private static SourceStart Start(TrainerSettings settings, int partitions, DateTimeOffset now)
    {
        if (settings.LastRecords > 0) return SourceStart.Last((settings.LastRecords + partitions - 1) / Math.Max(partitions, 1));
        return settings.Window > TimeSpan.Zero ? SourceStart.At(now - settings.Window) : SourceStart.Earliest;
    }

    /// <summary>Knows when the tail's beginning is settled: only what comes after it is not history.</summary>
    private sealed class Begun(TopicObserver observer, TopicHealth health) : IKafkaSourceObserver
    {
        private readonly TaskCompletionSource assigned = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Assignment => assigned.Task;

        public void Assigned(IReadOnlyList<TopicPartition> partitions)
        {
            health.Assigned(partitions);
            assigned.TrySetResult();
        }

        public void Waiting(string reason)
        {
            health.Waiting(reason);
            observer.Waiting(reason);
        }

        public void Trouble(string reason) => observer.Trouble(reason);

        public void Turned() => health.Turned();
    }
}
