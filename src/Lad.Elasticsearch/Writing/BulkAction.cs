using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Writing;

/// <summary>The line that stands before a document: it is created under its event's id, so that the same event is never there twice.</summary>
/// <param name="index">Where documents go: a name that needs no escapes in JSON.</param>
internal sealed class BulkAction(string index)
{
    private readonly byte[] start = Encoding.UTF8.GetBytes($$$"""{"create":{"_index":"{{{index}}}","_id":""" + "\"");

    /// <summary>Appends the action for an event, with its line's end.</summary>
    public void Append(EventId id, OutputBuffer output)
    {
        output.Append(start);
        id.Format(output.GetSpan(EventId.TextLength));
        output.Advance(EventId.TextLength);
        output.Append("\"}}\n"u8);
    }
}
