using Lad.Cli.Terminals;
using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;

namespace Lad.Cli.Records;

/// <summary>Reads a source to its end and hands on each record that has a message.</summary>
/// <param name="options">How records are parsed.</param>
internal sealed class RecordReader(RecordParserOptions options)
{
    private readonly RecordParser parser = new(options);
    private readonly ParserScratch scratch = new();
    private readonly RecordBatch batch = new(512);

    /// <summary>Takes a record; the batch holds it at the index until the call returns.</summary>
    public delegate void Visitor(RecordBatch batch, int index);

    /// <summary>Whether records without a message are handed on too, whole, so that each line of the source is seen.</summary>
    public bool KeepsUnusable { get; init; }

    /// <summary>Records read.</summary>
    public long Read { get; private set; }

    /// <summary>Of those, the ones without a message.</summary>
    public long Unusable { get; private set; }

    /// <summary>Reads.</summary>
    /// <param name="source">The source.</param>
    /// <param name="maxRecords">Records that are read at most; 0: all.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="visit">Takes each record with a message.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task ReadAsync(OpenSource source, long maxRecords, WorkProgress progress, Visitor visit, CancellationToken cancellation)
    {
        long left = maxRecords == 0 ? long.MaxValue : maxRecords;
        while (left > 0 && await source.Source.ReadAsync(batch, cancellation).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < batch.Count && left > 0; i++, left--) Visit(i, visit);
            progress.Set("reading", source.Fraction, Read);
            batch.Clear();
        }
    }

    private void Visit(int index, Visitor visit)
    {
        Read++;
        bool usable = parser.TryParse(batch, batch.RecordSlice(index), batch.ObservedTicks[index], scratch, out ParsedRecord parsed, out _);
        batch.Parsed[index] = parsed;
        usable &= parsed.Message.Of(batch.Buffer).IndexOfAnyExcept(" \t\r\n"u8) >= 0;
        if (!usable)
        {
            Unusable++;
            if (!KeepsUnusable) return;
            batch.Parsed[index].Message = batch.RecordSlice(index);
        }
        visit(batch, index);
    }
}
