namespace Lad.Kafka.Models;

/// <summary>Reads chunks again from where the index says they lie.</summary>
internal interface IChunkReader
{
    /// <summary>Puts chunks one behind the other.</summary>
    /// <param name="partition">Their partition.</param>
    /// <param name="chunks">Their keys and places, in the order of the result.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ChunksUnreadException">One is no longer there, or the brokers did not answer in time: the index is behind, or it is worth another try.</exception>
    ValueTask<byte[]> ReadAsync(int partition, IReadOnlyList<(ModelKey Key, ChunkPlace Place)> chunks, CancellationToken cancellation);
}
