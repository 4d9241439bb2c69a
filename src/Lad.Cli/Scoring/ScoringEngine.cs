#if AKKA_STREAMS
using Lad.Akka;
#endif
using Lad.Cli.Configuration;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Scoring;

/// <summary>The engines that are built in: TPL Dataflow always, Akka.Streams with <c>-p:AkkaStreams=true</c>.</summary>
internal static class ScoringEngine
{
#if AKKA_STREAMS
    private const bool HasAkka = true;

    private static string AkkaName => $"Akka.Streams {AkkaVersion.Loaded.ToString(3)}";

    private static string? AkkaFault => AkkaVersion.FaultOf(AkkaVersion.Loaded);
#else
    private const bool HasAkka = false;

    private static string AkkaName => "Akka.Streams";

    private static string? AkkaFault => "this build does not have it: build with -p:AkkaStreams=true, or set Pipeline:Engine to dataflow";
#endif

    /// <summary>What an engine is called in full.</summary>
    /// <param name="engine"><c>Pipeline:Engine</c>.</param>
    public static string NameOf(string engine) => IsAkka(engine) ? AkkaName : "TPL Dataflow";

    /// <summary>Why an engine cannot be had in this build; <see langword="null"/> when it can.</summary>
    /// <param name="engine"><c>Pipeline:Engine</c>.</param>
    public static string? FaultOf(string engine) => IsAkka(engine) ? AkkaFault : null;

    /// <summary>Makes a graph on an engine that can be had.</summary>
    /// <param name="engine"><c>Pipeline:Engine</c>.</param>
    /// <param name="models">Holds the models in force.</param>
    /// <param name="options">How the graph is sized.</param>
    /// <param name="stages">The stages.</param>
    /// <param name="clock">Times it.</param>
    /// <param name="feedback">Holds the feedback in force.</param>
    /// <param name="instrumentation">What it measures itself with.</param>
    public static IScoringGraph Make(string engine, IModelsInForce models, GraphOptions options, ScoringStages stages, TimeProvider clock, FeedbackSlot feedback, Instrumentation? instrumentation)
    {
#if AKKA_STREAMS
        if (IsAkka(engine)) return new AkkaScoringGraph(models, options, stages, clock, feedback, instrumentation);
#endif
        return new DataflowScoringGraph(models, options, stages, clock, feedback, instrumentation);
    }

    private static bool IsAkka(string engine) => engine == PipelineSettings.Akka || (HasAkka && engine == PipelineSettings.Auto);
}
