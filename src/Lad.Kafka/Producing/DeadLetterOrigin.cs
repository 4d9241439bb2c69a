using System.Globalization;
using Lad.Pipeline.Sources;

namespace Lad.Kafka.Producing;

/// <summary>The topic and partition that a stream is, as its name says: <c>topic/partition</c>. A stream that is no partition counts as a topic of its name.</summary>
internal readonly record struct DeadLetterOrigin(string Topic, int? Partition)
{
    public static DeadLetterOrigin Of(SourceStream stream)
    {
        int slash = stream.Name.LastIndexOf('/');
        return slash > 0 && int.TryParse(stream.Name.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int partition)
            ? new(stream.Name[..slash], partition)
            : new(stream.Name, null);
    }
}
