using Lad.Kafka.Clients;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Kafka.Cursors;

/// <summary>Cursors on a compacted topic of one partition: each part is a message under the key <c>SOURCE/PART</c>.</summary>
/// <param name="topic">The topic.</param>
/// <param name="client">How the brokers are reached.</param>
/// <param name="time">The clock of time-outs.</param>
public sealed class KafkaCursorStore(string topic, KafkaClientOptions client, TimeProvider time) : ICursorStore
{
    /// <inheritdoc/>
    public string Name => $"kafka:{topic}";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> LoadAsync(string source, CancellationToken cancellation) => throw new NotImplementedException($"{client.BootstrapServers} {time}");

    /// <inheritdoc/>
    public ValueTask SaveAsync(string source, IReadOnlyList<CursorPart> parts, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
