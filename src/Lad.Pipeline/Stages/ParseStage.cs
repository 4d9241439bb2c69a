using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>Finds message, level, time and service in each record. A record without text is left out; one that cannot be parsed becomes a dead letter.</summary>
/// <param name="clock">Which event times are believed.</param>
public sealed class ParseStage(ClockRules? clock = null) : RecordStage
{
    private readonly ClockRules clock = clock ?? new ClockRules();

    /// <inheritdoc/>
    public override string Name => "parse";

    /// <inheritdoc/>
    protected override void Process(RecordBatch batch, ref int index, int count)
    {
        for (; index < count; index++)
        {
            ref ParsedRecord parsed = ref batch.Parsed[index];
            parsed = new ParsedRecord { Message = batch.RecordSlice(index) };
            if (IsBlank(batch.Message(index)))
            {
                batch.Filter(index);
                continue;
            }
            if (parsed.EventTimeTicks == 0 || clock.Believes(parsed.EventTimeTicks, batch.ObservedTicks[index])) continue;
            parsed.EventTimeTicks = batch.ObservedTicks[index];
            batch.Flags[index] |= RecordFlags.ClockAdjusted;
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> message) => message.IndexOfAnyExcept(" \t\r\n"u8) < 0;
}
