using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Writing;

/// <summary>Says why a sink cannot go on, and what to do about it.</summary>
internal static class SinkFailure
{
    private const int LongestReason = 1024;

    /// <summary>A request failed in a way that no other try puts right.</summary>
    public static SinkException Of(string sink, Exception failure) => failure switch
    {
        SinkException known => known,
        ElasticsearchException { IsTransient: true } given => new(SinkFault.Failed, sink, $"{sink}: given up after Elasticsearch:GiveUpAfter: {given.Message}", given),
        _ => new(SinkFault.Failed, sink, $"{sink}: {failure.Message}", failure),
    };

    /// <summary>All documents of a target are refused in a way that says that the target is wrong.</summary>
    public static SinkException Target(string sink, string index, BulkItem item) => new(SinkFault.Failed, sink, $"{sink}: {index} takes no document: {Text(item)}. " + item.Status switch
    {
        401 => "Check the credentials (Elasticsearch:ApiKey, User and Password, or Token).",
        403 => $"Give the credentials the privileges create_doc and auto_configure on {index}, or check that it is not blocked for writing.",
        _ => $"Make {index} first (lad es setup), or name another.",
    } + " Nothing is lost: what was not written is read again.");

    /// <summary>The server fails at a document again and again.</summary>
    public static SinkException Failing(string sink, string index, BulkItem item, int tries) =>
        new(SinkFault.Failed, sink, $"{sink}: {index} failed at a document {tries} times: {Text(item)}. The cluster's log says more; what was not written is read again.");

    /// <summary>Documents are turned away for longer than they may be.</summary>
    public static SinkException TurnedAway(string sink, string index, BulkItem item, TimeSpan patience) =>
        new(SinkFault.Failed, sink, $"{sink}: {index} has turned every document away for {patience} (Elasticsearch:GiveUpAfter): {Text(item)}. What was not written is read again.");

    /// <summary>An item has a status that means nothing.</summary>
    public static SinkException Unknown(string sink, BulkItem item) =>
        new(SinkFault.Failed, sink, $"{sink}: a document was answered with status {item.Status}, which no bulk request has. Check that Elasticsearch:Nodes names Elasticsearch or OpenSearch.");

    /// <summary>Why a document was refused, for its dead letter.</summary>
    public static string Reason(string index, BulkItem item) => Cut($"{index}: {Text(item)}");

    /// <summary>Why a document that is larger than a request may be was refused.</summary>
    public static string TooLarge(string index, int bytes, ElasticsearchException failure) => Cut($"{index}: {bytes} bytes are more than a request may have: {failure.Message}");

    private static string Text(BulkItem item) => item.ErrorType is null && item.Reason is null ? $"{item.Status}" : $"{item.Status} {item.ErrorType}: {item.Reason}";

    private static string Cut(string reason) =>
        reason.Length <= LongestReason ? reason : reason[..(char.IsHighSurrogate(reason[LongestReason - 1]) ? LongestReason - 1 : LongestReason)];
}
