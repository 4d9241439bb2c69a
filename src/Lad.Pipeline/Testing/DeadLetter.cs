using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;

namespace Lad.Pipeline.Testing;

/// <summary>A record that could not be processed, copied out of its batch.</summary>
/// <param name="Offset">Where the record's stream had it.</param>
/// <param name="Text">The record; what is not UTF-8 is replaced.</param>
/// <param name="Code">Stable short name of the kind of error.</param>
/// <param name="Reason">What is wrong, for people.</param>
public sealed record DeadLetter(long Offset, string Text, string Code, string Reason)
{
    internal static DeadLetter Of(RecordBatch batch, in Rejection rejection) =>
        new(batch.Positions[rejection.Index].Offset, Encoding.UTF8.GetString(batch.Record(rejection.Index)), rejection.Code, rejection.Reason);
}
