using Lad.Kafka.Clients;
using Lad.Kafka.Telemetry;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;

namespace Lad.Kafka.Models;

/// <summary>
/// A compacted topic of models, in the format of docs/snapshot-format.md: for each name a manifest under the key <c>NAME</c>, and the snapshots' chunks under
/// <c>NAME/VERSION/CHUNK</c>. Any number of processes may read at once; publishers of one model should be one.
/// </summary>
public sealed class KafkaModelTopic : IModelLibrary
{
    private readonly KafkaClientOptions client;
    private readonly KafkaModelOptions options;
    private readonly TimeProvider time;

    /// <param name="topic">The topic.</param>
    /// <param name="client">How the brokers are reached.</param>
    /// <param name="options">How models are kept.</param>
    /// <param name="time">The clock of time-outs, and of when things were published.</param>
    /// <param name="instrumentation">What measures it; <see langword="null"/>: nobody looks.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public KafkaModelTopic(string topic, KafkaClientOptions client, KafkaModelOptions? options = null, TimeProvider? time = null, Instrumentation? instrumentation = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(client);
        Topic = topic;
        this.client = client;
        this.options = options ?? new KafkaModelOptions();
        this.options.Validate();
        this.time = time ?? TimeProvider.System;
        Counters = new KafkaModelCounters { Tally = instrumentation is null ? null : MessagingMetrics.Of(instrumentation).Consumed(topic) };
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <inheritdoc />
    public string Name => $"kafka:{Topic}";

    /// <summary>What was met on the topic through this object and its histories.</summary>
    public KafkaModelCounters Counters { get; }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation = default)
    {
        using ModelTopicSession session = await OpenAsync(null, cancellation).ConfigureAwait(false);
        return session.Index.Names;
    }

    /// <summary>The versions of one model.</summary>
    /// <exception cref="ModelStoreException">The name cannot be one of a model.</exception>
    public KafkaModelHistory History(string name) => new(this, ModelName.Require(name, "name", Name));

    IModelHistory IModelLibrary.History(string name) => History(name);

    /// <inheritdoc />
    public IAsyncEnumerable<ModelChange> WatchAllAsync(CancellationToken cancellation = default) => Watch(null, null, cancellation);

    internal IAsyncEnumerable<ModelChange> Watch(string? only, string? known, CancellationToken cancellation) => new ModelFeed(Topic, client, options, Counters, time).RunAsync(only, known, cancellation);

    /// <summary>Reads the topic to its end.</summary>
    internal async Task<ModelTopicSession> OpenAsync(string? only, CancellationToken cancellation)
    {
        ModelTopicSession session = await ModelTopicSession.OpenAsync(Topic, client, options, Counters, only, time, cancellation).ConfigureAwait(false);
        try
        {
            await session.CatchUpAsync(cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    internal ChunkReader Chunks() => new(Topic, client, options, time);

    internal ModelPublication Publication(ModelTopicSession session, string model) => new(session, model, new ModelTopicProducer(Topic, client, options), options, time);
}
