using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Terminals;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Sinks.Table;

namespace Lad.Cli.Scoring;

/// <summary>Opens the ends to which a graph delivers, and sizes it, as the settings ask for.</summary>
internal static class VerdictOutput
{
    /// <summary>Whether verdicts go to a terminal, which a progress bar must then leave alone.</summary>
    public static bool IsOnTerminal(OutputSettings output, Terminal terminal) => output.To.Kind == LocationKind.Standard && terminal.OutputIsInteractive;

    /// <summary>Opens the sink.</summary>
    /// <exception cref="SinkException">It cannot be opened; says why.</exception>
    public static IVerdictSink Open(LadSettings settings, Terminal terminal)
    {
        OutputSettings output = settings.Output;
        bool standard = output.To.Kind == LocationKind.Standard;
        string name = standard ? "stdout" : output.To.ToString();
        // What goes on from a cursor goes on in its file: the verdicts of the last run stay.
        Stream stream = standard ? terminal.OpenOutput() : OutputFile.Open(output.To.Path, append: output.Cursor is not null);
        bool table = output.Format == "table" || (output.Format == "auto" && IsOnTerminal(output, terminal));
        return table ? new TableSink(name, stream, Style(output, terminal), output.Emit) : new JsonLinesSink(name, stream, output.Emit, Writer(settings));
    }

    /// <summary>What writes each verdict's JSON.</summary>
    public static IVerdictWriter Writer(LadSettings settings) => settings.Output.Format == OutputSettings.LadV1
        ? new LadV1Writer(settings.Output.Namespace, settings.Alerts.Window > TimeSpan.Zero ? settings.Alerts.Window : new AlertSettings().Window)
        : new ScoredRecordWriter();

    /// <summary>How the graph is sized.</summary>
    public static GraphOptions Size(LadSettings settings)
    {
        var options = new GraphOptions
        {
            BatchSize = (int)settings.Pipeline.BatchSize,
            MaxPoisonedBatches = (int)settings.Pipeline.MaxPoisonedBatches,
            Limit = settings.Alerts.MaxPerWindow > 0 ? new AnomalyLimit { Count = (int)Math.Min(settings.Alerts.MaxPerWindow, int.MaxValue), Window = settings.Alerts.Window } : null,
        };
        if (settings.Pipeline.Threads > 0) options = options with { Parallelism = (int)settings.Pipeline.Threads };
        IReadOnlyList<string> faults = options.Validate();
        return faults.Count == 0 ? options : throw new ConfigurationException([.. faults.Select(fault => "Pipeline: " + fault)]);
    }

    private static TableStyle Style(OutputSettings output, Terminal terminal) => IsOnTerminal(output, terminal)
        ? new TableStyle { Colours = terminal.Colour, Width = Math.Max(terminal.Width, 40) }
        : TableStyle.Plain;
}
