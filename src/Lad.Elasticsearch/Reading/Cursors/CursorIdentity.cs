using System.Security.Cryptography;
using System.Text;

namespace Lad.Elasticsearch.Reading.Cursors;

/// <summary>What a cursor belongs to: what differs in one of these reads other documents.</summary>
/// <param name="Source">The source, e.g. <c>es:logs-*</c>.</param>
/// <param name="TimeField">The field that documents are sorted by.</param>
/// <param name="Query">Fingerprint of what documents must match; empty for all.</param>
internal sealed record CursorIdentity(string Source, string TimeField, string Query)
{
    public static CursorIdentity Of(ElasticsearchSourceOptions options)
    {
        bool all = options.Query.Length == 0 && options.Service.Length == 0;
        string text = $"{options.Query}\0{options.Service}\0{(options.Service.Length > 0 ? options.ServiceField : "")}";
        return new CursorIdentity($"es:{options.Index}", options.TimeField, all ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8)));
    }
}
