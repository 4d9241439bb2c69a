using Lad.Cli.Clusters;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Terminals;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Directories;
using Lad.Pipeline.Sources.Files;
using Lad.Pipeline.Sources.Lines;
using Lad.Pipeline.Sources.MultiLine;
using Lad.Pipeline.Sources.Pipes;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Records;

/// <summary>A source of records, with how much there is to read.</summary>
/// <param name="Source">The source.</param>
/// <param name="Counters">What was read so far.</param>
/// <param name="TotalBytes">Bytes there are; <see langword="null"/> when nobody knows.</param>
internal sealed record OpenSource(IRecordSource Source, SourceCounters Counters, long? TotalBytes) : IAsyncDisposable
{
    /// <summary>Records there are; <see langword="null"/> when nobody knows.</summary>
    public long? TotalRecords { get; init; }

    /// <summary>What is closed with the source, after it.</summary>
    public IAsyncDisposable? Belongings { get; init; }

    /// <summary>What measures it; ends with it.</summary>
    private IDisposable? Observation { get; init; }

    /// <summary>Whether it is known how much there is to read.</summary>
    public bool HasEnd => TotalBytes is not null || TotalRecords is not null;

    /// <summary>How much was read, 0 to 1; 0 when nobody knows.</summary>
    public double Fraction => TotalRecords is > 0 and { } records ? Math.Min(1, (double)Counters.Records / records)
        : TotalBytes is > 0 and { } total ? Math.Min(1, (double)Counters.Bytes / total) : 0;

    /// <summary>Opens what the settings name, to read it once.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="stop">Ends the wait for what is not on this machine.</param>
    /// <param name="cursor">Where the position is kept between runs.</param>
    /// <param name="cluster">The run's cluster; <see langword="null"/>: a source that needs one has its own.</param>
    /// <param name="latest">Of an index and at most so many records: the latest ones.</param>
    /// <exception cref="IOException">It cannot be read; says why.</exception>
    public static async Task<OpenSource> ToEndAsync(LadSettings settings, Terminal terminal, CancellationToken stop, Location? cursor = null, ElasticsearchCluster? cluster = null, bool latest = false)
    {
        ReadingFault.ThrowIfAny(settings.Input, cursor, follows: false);
        if (settings.Input.From.Kind == LocationKind.Elasticsearch) return await IndexSource.ToEndAsync(settings, terminal, cursor, cluster, latest, stop).ConfigureAwait(false);
        OpenSource source = settings.Input.From.Kind == LocationKind.Kafka
            ? Of(TopicSource.ToEnd(settings, terminal))
            : Measured(Open(settings.Input, Files(settings.Input) with { CursorPath = cursor?.Path }, terminal), terminal.Instrumentation);
        return settings.Input.MaxRecords == 0 ? source : source with { Source = new LimitedSource(source.Source, settings.Input.MaxRecords), TotalBytes = null, TotalRecords = settings.Input.MaxRecords };
    }

    /// <summary>Opens what the settings name, to go on when its end is reached.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="fromEnd">Whether to begin with what comes from now on, unless a cursor says otherwise.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="stop">Ends the wait for what is not on this machine.</param>
    /// <param name="cluster">The run's cluster; <see langword="null"/>: a source that needs one has its own.</param>
    /// <exception cref="IOException">It cannot be read; says why.</exception>
    public static async Task<OpenSource> FollowingAsync(LadSettings settings, bool fromEnd, Terminal terminal, CancellationToken stop, ElasticsearchCluster? cluster = null)
    {
        ReadingFault.ThrowIfAny(settings.Input, settings.Output.Cursor, follows: true);
        if (settings.Input.From.Kind == LocationKind.Elasticsearch) return await IndexSource.FollowingAsync(settings, fromEnd, terminal, cluster, stop).ConfigureAwait(false);
        if (settings.Input.From.Kind == LocationKind.Kafka) return Of(TopicSource.OfGroup(settings, fromEnd, terminal));
        FileSourceOptions options = Files(settings.Input) with
        {
            Follow = true,
            Start = fromEnd ? StartPosition.End : StartPosition.Beginning,
            CursorPath = settings.Output.Cursor?.Path,
        };
        return Measured(Open(settings.Input, options, terminal), terminal.Instrumentation) with { TotalBytes = null };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync().ConfigureAwait(false);
        Observation?.Dispose();
        if (Belongings is not null) await Belongings.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A source of which nobody knows how much there is.</summary>
    public static OpenSource Of(IRecordSource source) => new(source, source.Counters ?? new SourceCounters(), null);

    // A packed file's bytes say nothing about how much comes out of it.
    private static long? Length(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || !File.Exists(path) ? null : new FileInfo(path).Length is > 0 and var length ? length : null;

    private static OpenSource Measured(OpenSource source, Instrumentation? instrumentation) =>
        instrumentation is null ? source : source with { Observation = SourceMetrics.Of(instrumentation).Observe(source.Counters) };

    private static OpenSource Open(InputSettings input, FileSourceOptions options, Terminal terminal)
    {
        switch (input.From.Kind)
        {
            case LocationKind.File:
                var file = new FileSource(input.From.Path, options, terminal.Clock);
                return new OpenSource(file, file.Counters, Length(input.From.Path));
            case LocationKind.Directory:
                var directory = new DirectorySource(input.From.Path, DirectorySourceOptions.Default with { Files = options }, terminal.Clock);
                return new OpenSource(directory, directory.Counters, null);
            case LocationKind.Standard:
                if (terminal.InputIsInteractive) terminal.Error.WriteLine("lad: reading from the keyboard; Ctrl-D ends, --from names another source.");
                var pipe = new PipeSource(terminal.OpenInput(), "stdin", PipeSourceOptions.Default with { Lines = options.Lines, MultiLine = options.MultiLine }, terminal.Clock);
                return new OpenSource(pipe, pipe.Counters, null);
            default:
                throw new CommandException($"{input.From} is no source of records.", ExitCode.Usage);
        }
    }

    private static FileSourceOptions Files(InputSettings input) => FileSourceOptions.Default with
    {
        Lines = LineOptions.Default with { MaxRecordBytes = (int)input.MaxRecordBytes },
        MultiLine = input.JoinLines ? MultiLineOptions.Default with { FlushTimeout = input.JoinTimeout } : MultiLineOptions.Off,
    };
}
