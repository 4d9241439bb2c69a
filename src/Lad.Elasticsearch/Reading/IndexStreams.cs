using System.Text;
using Lad.Pipeline.Sources;

namespace Lad.Elasticsearch.Reading;

/// <summary>The streams of the concrete indices that documents come from.</summary>
internal sealed class IndexStreams
{
    // A pattern of daily indices meets a new one each day; only those of late are worth remembering.
    private const int Most = 10_000;
    private readonly Dictionary<string, SourceStream> streams = new(StringComparer.Ordinal);
    private byte[] lastIndex = [];
    private SourceStream? last;

    /// <summary>The stream of an index.</summary>
    public SourceStream Of(ReadOnlySpan<byte> index)
    {
        if (last is not null && index.SequenceEqual(lastIndex)) return last;
        string name = Encoding.UTF8.GetString(index);
        if (!streams.TryGetValue(name, out SourceStream? stream))
        {
            if (streams.Count == Most) streams.Clear();
            streams.Add(name, stream = new SourceStream(name, $"es:{name}"));
        }
        lastIndex = index.ToArray();
        return last = stream;
    }
}
