using System.Runtime.CompilerServices;
using System.Text;
using Lad.Detection;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>
/// Names the iteration that a verdict belongs to: the records of one span of event time that one version of a model judged. It follows from the record and the model,
/// so that a redelivered record names the same one.
/// </summary>
/// <param name="iteration">The span, above zero.</param>
internal sealed class InferenceBatches(TimeSpan iteration)
{
    private static readonly ConditionalWeakTable<DetectionModel, object> Models = [];

    /// <summary>The name, as 128 bits.</summary>
    /// <param name="model">The model that judged.</param>
    /// <param name="timeTicks">The record's time, UTC ticks.</param>
    public EventId IdOf(DetectionModel model, long timeTicks)
    {
        var own = (EventId)Models.GetValue(model, static named => EventId.Of(Encoding.UTF8.GetBytes(named.Metadata.Name), Encoding.UTF8.GetBytes(named.Metadata.Version)));
        long number = timeTicks / iteration.Ticks;
        return new EventId(own.Stream ^ new EventId(own.Stream, number).Sample, own.Offset ^ (long)new EventId((ulong)own.Offset, number).Sample);
    }
}
