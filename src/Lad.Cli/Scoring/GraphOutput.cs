using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Terminals;
using Lad.Kafka.Clients;
using Lad.Kafka.Producing;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Sinks;

namespace Lad.Cli.Scoring;

/// <summary>Where a graph delivers: verdicts, dead letters, and the producer that both share when they are topics.</summary>
internal sealed class GraphOutput : IAsyncDisposable
{
    private readonly KafkaProducer? producer;

    private GraphOutput(KafkaProducer? producer, IVerdictSink verdicts, IDeadLetterSink deadLetters)
    {
        this.producer = producer;
        Verdicts = verdicts;
        DeadLetters = deadLetters;
    }

    /// <summary>Where verdicts go.</summary>
    public IVerdictSink Verdicts { get; }

    /// <summary>Where records go that could not be processed.</summary>
    public IDeadLetterSink DeadLetters { get; }

    /// <summary>Opens what the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="terminal">The terminal.</param>
    /// <exception cref="SinkException">It cannot be opened; says why.</exception>
    public static GraphOutput Open(LadSettings settings, Terminal terminal)
    {
        bool topics = settings.Output.To.Kind == LocationKind.Kafka || settings.Output.DeadLetters?.Kind == LocationKind.Kafka;
        KafkaProducer? producer = topics ? new KafkaProducer(ProducerOptions(settings.Kafka, KafkaLines.Of(terminal))) : null;
        try
        {
            IVerdictSink verdicts = settings.Output.To.Kind == LocationKind.Kafka ? new KafkaVerdictSink(producer!, SinkOptions(settings)) : VerdictOutput.Open(settings.Output, terminal);
            return new GraphOutput(producer, verdicts, OpenDeadLetters(settings.Output, producer));
        }
        catch
        {
            producer?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Verdicts.DisposeAsync().ConfigureAwait(false);
        await DeadLetters.DisposeAsync().ConfigureAwait(false);
        producer?.Dispose();
    }

    /// <summary>How messages are sent.</summary>
    internal static KafkaProducerOptions ProducerOptions(KafkaSettings kafka, KafkaLog log) => new() { Client = kafka.ToClientOptions(log), Headers = kafka.Headers };

    /// <summary>Which verdicts go to which topics: the one that the location names, and the one of anomalies beside it.</summary>
    internal static KafkaSinkOptions SinkOptions(LadSettings settings) => new()
    {
        ScoredTopic = settings.Output.To.Path.Length > 0 ? settings.Output.To.Path : null,
        AnomaliesTopic = settings.Kafka.AnomaliesTopic.Length > 0 && settings.Kafka.AnomaliesTopic != settings.Output.To.Path ? settings.Kafka.AnomaliesTopic : null,
        Emit = settings.Output.Emit,
    };

    private static IDeadLetterSink OpenDeadLetters(OutputSettings output, KafkaProducer? producer) => output.DeadLetters switch
    {
        { Kind: LocationKind.Kafka } topic => new KafkaDeadLetterSink(producer!, new KafkaDeadLetterOptions { Topic = topic.Path.Length > 0 ? topic.Path : null }),
        { } file => new FileDeadLetterSink(file.Path),
        null => new DiscardingDeadLetterSink(),
    };
}
