using System.Collections.Concurrent;
using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>Finds message, level, time and service in each record. A record without text is left out; one that cannot be parsed becomes a dead letter.</summary>
/// <param name="parser">How records are parsed; each format detected by itself when not given.</param>
/// <param name="clock">Which event times are believed; those of <see cref="ClockRules"/> when not given.</param>
public sealed class ParseStage(RecordParser? parser = null, ClockRules? clock = null) : RecordStage
{
    private readonly RecordParser parser = parser ?? new RecordParser(RecordParserOptions.Default);
    private readonly ClockRules clock = clock ?? new ClockRules();
    private readonly ConcurrentBag<ParserScratch> scratches = [];

    /// <inheritdoc/>
    public override bool WorksByModel => false;

    /// <inheritdoc/>
    public override string Name => "parse";

    /// <inheritdoc/>
    protected override void Process(RecordBatch batch, ref int index, int count)
    {
        if (!scratches.TryTake(out ParserScratch? scratch)) scratch = new ParserScratch();
        try
        {
            for (; index < count; index++) Parse(batch, index, scratch);
        }
        finally
        {
            scratches.Add(scratch);
        }
    }

    private void Parse(RecordBatch batch, int index, ParserScratch scratch)
    {
        if (IsBlank(batch.Record(index)))
        {
            batch.Filter(index);
            return;
        }
        long observed = batch.ObservedTicks[index];
        if (!parser.TryParse(batch, batch.RecordSlice(index), observed, scratch, out ParsedRecord parsed, out ParseFault fault))
        {
            batch.Reject(index, Code(fault.Error), fault.Describe());
            return;
        }
        if (parsed.EventTimeTicks == 0) parsed.EventTimeTicks = batch.SourceTimeTicks(index);
        if (parsed.EventTimeTicks != 0 && !clock.Believes(parsed.EventTimeTicks, observed))
        {
            parsed.EventTimeTicks = observed;
            batch.Flags[index] |= RecordFlags.ClockAdjusted;
        }
        batch.Parsed[index] = parsed;
        if (IsBlank(batch.Message(index))) batch.Filter(index);
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    private static string Code(ParseError error) => error switch
    {
        ParseError.MalformedJson => "json-malformed",
        ParseError.TruncatedJson => "json-truncated",
        ParseError.JsonTooDeep => "json-too-deep",
        ParseError.NoMessage => "no-message",
        ParseError.SeveralMessages => "several-messages",
        _ => "parse-failed",
    };
}
