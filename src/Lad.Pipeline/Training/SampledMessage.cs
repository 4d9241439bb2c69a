namespace Lad.Pipeline.Training;

/// <summary>A message that a <see cref="Reservoir"/> keeps.</summary>
/// <param name="Text">The message, UTF-8, cut at <see cref="ReservoirOptions.MaxMessageBytes"/>; may be shared between reservoirs and is never written to.</param>
/// <param name="EventTicks">The event time, UTC ticks; 0 when the record names none.</param>
/// <param name="StreamTicks">Where the stream's own clock stood when it arrived; see <see cref="StreamClock"/>.</param>
/// <param name="Sequence">Its place among all messages that the reservoir was offered, from 1.</param>
/// <param name="Draw">The number that it drew, spread evenly over all 64-bit values: the reservoir keeps those that drew least.</param>
public readonly record struct SampledMessage(byte[] Text, long EventTicks, long StreamTicks, long Sequence, ulong Draw)
{
    // What an entry costs beside its text: the array's header, its slot in a queue.
    internal const int Overhead = 88;

    internal long Bytes => Text.Length + Overhead;

    /// <summary>
    /// Whether the message belongs to the share that is never learned from and judges models. Depends on the draw's low half alone, of which keeping a message takes no
    /// notice, and so on the record alone: whoever samples the stream holds the same records back.
    /// </summary>
    /// <param name="share">The share, 0 to 1.</param>
    public bool IsHeldBack(double share) => (uint)Draw < share * uint.MaxValue;
}
