using System.Collections;
using Lad.Cli.Anomalies;
using Lad.Cli.Health;
using Lad.Cli.Logging;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Terminals;

/// <summary>What a command has to do with the outside: standard streams, the environment and the clock. Tests give their own.</summary>
internal sealed record Terminal
{
    private Diagnostics? log;

    /// <summary>Data.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Diagnostics.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Opens standard output for bytes.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>Whether a person types the input.</summary>
    public bool InputIsInteractive { get; init; }

    /// <summary>Whether a person sees the output.</summary>
    public bool OutputIsInteractive { get; init; }

    /// <summary>Whether a person sees the diagnostics.</summary>
    public bool ErrorIsInteractive { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 120;

    /// <summary>The environment.</summary>
    public required IDictionary Variables { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What probes are told; nobody asks unless <c>Health:Listen</c> says where.</summary>
    public ServiceHealth Health { get; init; } = new(TimeProvider.System);

    /// <summary>Where events are told: on <see cref="Error"/>, as text until a long-running command says otherwise.</summary>
    public Diagnostics Log
    {
        get => log ??= new Diagnostics(Error, Clock);
        init => log = value;
    }

    /// <summary>Keeps the latest anomalies for who looks; <see langword="null"/> when nobody can.</summary>
    public LatestAnomalies? Anomalies { get; init; }

    /// <summary>What the process measures itself with; <see langword="null"/> when nobody looks.</summary>
    public Instrumentation? Instrumentation { get; init; }

    /// <summary>Whether colours are wanted: <c>NO_COLOR</c> (no-color.org) and a dumb terminal say no.</summary>
    public bool Colour => Variables["NO_COLOR"] is not string { Length: > 0 } && Variables["TERM"] is not "dumb";

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        OpenInput = Console.OpenStandardInput,
        OpenOutput = OutputFile.StandardOutput,
        InputIsInteractive = !Console.IsInputRedirected,
        OutputIsInteractive = !Console.IsOutputRedirected,
        ErrorIsInteractive = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected && Console.IsErrorRedirected ? 120 : Math.Max(Console.WindowWidth, 40),
        Variables = Environment.GetEnvironmentVariables(),
    };
}
