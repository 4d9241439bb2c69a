using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;

namespace Lad.Kafka.Producing;

/// <summary>The dead letters of a batch for brokers without headers: a <see cref="DeadLetterEnvelope"/> each.</summary>
/// <param name="batch">The batch.</param>
/// <param name="producer">Whose topics they go to.</param>
/// <param name="options">Where they go.</param>
/// <param name="scratch">Lent.</param>
internal sealed class DeadLetterEnvelopes(RecordBatch batch, KafkaProducer producer, KafkaDeadLetterOptions options, OutputBuffer scratch) : IOutgoingMessages
{
    public int Count => batch.Rejections.Count;

    public int RecordOf(int index) => batch.Rejections[index].Index;

    public OutgoingMessage Make(int index)
    {
        Rejection rejection = batch.Rejections[index];
        scratch.Clear();
        DeadLetterEnvelope.Append(batch, rejection, scratch);
        return new()
        {
            Topic = producer.Native.Topic(options.For(DeadLetterOrigin.Of(batch.Positions[rejection.Index].Stream).Topic)),
            HasKey = batch.HasRecordKey(rejection.Index),
            Key = batch.RecordKey(rejection.Index),
            Value = scratch.Written.Span,
        };
    }
}
