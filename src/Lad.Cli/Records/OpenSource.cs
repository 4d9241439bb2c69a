using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Terminals;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Files;
using Lad.Pipeline.Sources.Lines;
using Lad.Pipeline.Sources.Pipes;

namespace Lad.Cli.Records;

/// <summary>A source of records, with how much there is to read.</summary>
/// <param name="Source">The source.</param>
/// <param name="Counters">What was read so far.</param>
/// <param name="TotalBytes">Bytes there are; <see langword="null"/> when nobody knows.</param>
internal sealed record OpenSource(IRecordSource Source, SourceCounters Counters, long? TotalBytes) : IAsyncDisposable
{
    /// <summary>How much was read, 0 to 1; 0 when nobody knows.</summary>
    public double Fraction => TotalBytes is > 0 and { } total ? Math.Min(1, (double)Counters.Bytes / total) : 0;

    /// <summary>Opens what the settings name, to read it once.</summary>
    /// <exception cref="SourceException">It cannot be read; says why.</exception>
    public static OpenSource ToEnd(InputSettings input, Terminal terminal)
    {
        var lines = LineOptions.Default with { MaxRecordBytes = (int)input.MaxRecordBytes };
        switch (input.From.Kind)
        {
            case LocationKind.File:
                var file = new FileSource(input.From.Path, FileSourceOptions.Default with { Lines = lines }, terminal.Clock);
                return new OpenSource(file, file.Counters, Length(input.From.Path));
            case LocationKind.Standard:
                if (terminal.InputIsInteractive) terminal.Error.WriteLine("lad: reading from the keyboard; Ctrl-D ends, --from names another source.");
                var pipe = new PipeSource(terminal.OpenInput(), "stdin", PipeSourceOptions.Default with { Lines = lines }, terminal.Clock);
                return new OpenSource(pipe, pipe.Counters, null);
            default:
                throw new CommandException($"{input.From} is no source of records.", ExitCode.Usage);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();

    // A packed file's bytes say nothing about how much comes out of it.
    private static long? Length(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || !File.Exists(path) ? null : new FileInfo(path).Length is > 0 and var length ? length : null;
}
