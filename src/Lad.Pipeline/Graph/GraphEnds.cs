using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Graph;

/// <summary>What a graph runs between. Whoever made them disposes of them, after the run.</summary>
/// <param name="Source">Where records come from.</param>
/// <param name="Sink">Where verdicts go.</param>
/// <param name="DeadLetters">Where records go that could not be processed.</param>
public sealed record GraphEnds(IRecordSource Source, IVerdictSink Sink, IDeadLetterSink DeadLetters);
