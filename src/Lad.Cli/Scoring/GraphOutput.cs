using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Logging;
using Lad.Cli.Terminals;
using Lad.Elasticsearch.Writing;
using Lad.Kafka.Clients;
using Lad.Kafka.Producing;
using Lad.Kafka.Producing.Transactions;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Sinks;

namespace Lad.Cli.Scoring;

/// <summary>Where a graph delivers: verdicts, dead letters, and the producer that both share when they are topics.</summary>
internal sealed class GraphOutput : IAsyncDisposable
{
    private readonly KafkaProducer? producer;

    private GraphOutput(KafkaProducer? producer, KafkaTransactions? transactions, IVerdictSink verdicts, IDeadLetterSink deadLetters)
    {
        this.producer = producer;
        Transactions = transactions;
        Verdicts = verdicts;
        DeadLetters = deadLetters;
    }

    /// <summary>Where verdicts go.</summary>
    public IVerdictSink Verdicts { get; }

    /// <summary>Where records go that could not be processed.</summary>
    public IDeadLetterSink DeadLetters { get; }

    /// <summary>What verdicts, dead letters and offsets are committed in; <see langword="null"/> when they are not committed together.</summary>
    public KafkaTransactions? Transactions { get; }

    /// <summary>Opens what the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="cluster">The run's cluster.</param>
    /// <param name="stop">Ends the wait for the cluster.</param>
    /// <param name="exactlyOnce">Whether verdicts, dead letters and offsets are committed together; all that is delivered goes to topics then.</param>
    /// <exception cref="SinkException">It cannot be opened; says why.</exception>
    public static async Task<GraphOutput> OpenAsync(LadSettings settings, Terminal terminal, ElasticsearchCluster cluster, CancellationToken stop, bool exactlyOnce = false)
    {
        if (settings.Output.To.Kind == LocationKind.Elasticsearch)
        {
            await cluster.CheckAsync(stop).ConfigureAwait(false);
            await new ClusterSetup(settings, cluster, terminal).WarnAsync(stop).ConfigureAwait(false);
        }
        bool topics = settings.Output.To.Kind == LocationKind.Kafka || settings.Output.DeadLetters?.Kind == LocationKind.Kafka;
        KafkaProducer? producer = topics ? new KafkaProducer(ProducerOptions(settings.Kafka, KafkaLines.Of(terminal), exactlyOnce), terminal.Instrumentation) : null;
        try
        {
            IVerdictSink verdicts = settings.Output.To.Kind switch
            {
                LocationKind.Kafka => new KafkaVerdictSink(producer!, SinkOptions(settings)),
                LocationKind.Elasticsearch => IndexOutput.Open(settings, cluster, terminal),
                _ => VerdictOutput.Open(settings, terminal),
            };
            KafkaTransactions? transactions = exactlyOnce ? new KafkaTransactions(producer!, new KafkaTransactionOptions { CommitInterval = settings.Kafka.CommitInterval }, terminal.Clock) : null;
            return new GraphOutput(producer, transactions, verdicts, OpenDeadLetters(settings.Output, producer));
        }
        catch
        {
            producer?.Dispose();
            throw;
        }
    }

    /// <summary>Says what became of the verdicts where that is more than the graph can know.</summary>
    public void Report(Terminal terminal)
    {
        if (Verdicts is not ElasticsearchVerdictSink sink) return;
        if (terminal.Log.Format == LogFormat.Json) IndexOutput.Tell(sink, terminal.Log.CreateLogger(LogCategory.Scoring));
        else IndexOutput.Report(sink, terminal.Error);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Verdicts.DisposeAsync().ConfigureAwait(false);
        await DeadLetters.DisposeAsync().ConfigureAwait(false);
        producer?.Dispose();
    }

    /// <summary>How messages are sent.</summary>
    private static KafkaProducerOptions ProducerOptions(KafkaSettings kafka, KafkaLog log, bool exactlyOnce) => new()
    {
        Client = kafka.ToClientOptions(log),
        Headers = kafka.Headers,
        TransactionalId = exactlyOnce ? KafkaTransactionOptions.IdOf(kafka.GroupId, kafka.InstanceId.Length > 0 ? kafka.InstanceId : null) : null,
    };

    /// <summary>Which verdicts go to which topics: the one that the location names, and the one of anomalies beside it.</summary>
    private static KafkaSinkOptions SinkOptions(LadSettings settings) => new()
    {
        ScoredTopic = settings.Output.To.Path.Length > 0 ? settings.Output.To.Path : null,
        AnomaliesTopic = settings.Kafka.AnomaliesTopic.Length > 0 && settings.Kafka.AnomaliesTopic != settings.Output.To.Path ? settings.Kafka.AnomaliesTopic : null,
        Emit = settings.Output.Emit,
        Writer = VerdictOutput.Writer(settings),
    };

    private static IDeadLetterSink OpenDeadLetters(OutputSettings output, KafkaProducer? producer) => output.DeadLetters switch
    {
        { Kind: LocationKind.Kafka } topic => new KafkaDeadLetterSink(producer!, new KafkaDeadLetterOptions { Topic = topic.Path.Length > 0 ? topic.Path : null }),
        { } file => new FileDeadLetterSink(file.Path),
        null => new DiscardingDeadLetterSink(),
    };
}
