using Lad.Elasticsearch.StandIn.Searching;
using Lad.Elasticsearch.StandIn.Writing;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Finds what answers a request.</summary>
internal sealed class Router(StandInOptions options, SearchEndpoints searching, BulkEndpoint writing, IndexEndpoints indices)
{
    public Answer Answer(ApiRequest request, SearchFlaws flaws)
    {
        try
        {
            return MediaTypes.Refusal(request) ?? Route(request, flaws);
        }
        catch (ApiException exception)
        {
            return ErrorAnswer.Of(exception);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            return ErrorAnswer.Of(400, "x_content_parse_exception", exception.Message);
        }
    }

    private Answer Route(ApiRequest request, SearchFlaws flaws) => (request.Method, request.Segments) switch
    {
        ("GET", []) => InfoAnswer.Of(options, request.Node),
        ("HEAD", []) => Http.Answer.Empty(200),
        ("POST" or "PUT", ["_bulk"] or [_, "_bulk"]) => writing.Bulk(request),
        ("POST" or "GET", ["_search"] or [_, "_search"]) => searching.Search(request, flaws),
        ("POST" or "GET", ["_search", "scroll"]) => searching.Scroll(request, flaws),
        ("DELETE", ["_search", "scroll"]) => searching.EndScroll(request),
        ("POST" or "GET", ["_count"] or [_, "_count"]) => searching.Count(request),
        ("POST", [_, "_pit"]) when options.HasPointInTime => searching.OpenPointInTime(request),
        ("DELETE", ["_pit"]) when options.HasPointInTime => searching.ClosePointInTime(request),
        ("POST", [_, "_pit"]) when !options.OpenSearch && options.Version.Major < 8 =>
            throw new ApiException(400, "invalid_type_name_exception", "Document mapping type name can't start with '_', found: [_pit]"),
        ("HEAD", ["_index_template", var name]) => indices.TemplateExists(name),
        ("GET", ["_index_template", var name]) => indices.GetTemplate(name),
        ("PUT" or "POST", ["_index_template", var name]) => indices.PutTemplate(name, request),
        ("GET", ["_data_stream", var name]) => indices.GetDataStream(name),
        ("PUT", ["_data_stream", var name]) => indices.CreateDataStream(name),
        ("HEAD", [var name]) when !name.StartsWith('_') => indices.IndexExists(name),
        ("PUT", [var name]) when !name.StartsWith('_') => indices.CreateIndex(name, request),
        (_, [_, "_pit"] or ["_pit"]) when options.HasPointInTime => ErrorAnswer.Plain(405, $"Incorrect HTTP method for uri [{request.Path}] and method [{request.Method}], allowed: []"),
        (_, ["_index_template", _] or ["_data_stream", _]) => ErrorAnswer.Plain(405, $"Incorrect HTTP method for uri [{request.Path}] and method [{request.Method}], allowed: []"),
        _ => ErrorAnswer.Plain(400, $"no handler found for uri [{request.Path}] and method [{request.Method}]"),
    };
}
