using System.Text.Json;
using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

public sealed partial class ElasticsearchClient
{
    private const string Exists = "resource_already_exists_exception";

    /// <summary>An index template: <c>GET /_index_template/{name}</c>; <see langword="null"/> when there is none.</summary>
    internal async Task<JsonElement?> IndexTemplateAsync(string name, CancellationToken cancellation)
    {
        var request = new Request(HttpMethod.Get, $"/_index_template/{IndexPath.Of(name)}");
        using Answer? answer = await AskIfThereAsync(request, cancellation).ConfigureAwait(false);
        if (answer is null) return null;
        TemplatesBody body = SmallAnswers.Read(answer, request, AnswersContext.Default.TemplatesBody, transport.Text);
        return body.Templates.FirstOrDefault(template => template.Name == name)?.Template ?? throw BadAnswer.Of(answer, request.Name, "other templates than the one asked for");
    }

    /// <summary>Makes or replaces an index template: <c>PUT /_index_template/{name}</c>.</summary>
    internal Task PutIndexTemplateAsync(string name, ReadOnlyMemory<byte> body, CancellationToken cancellation) => ChangeAsync($"/_index_template/{IndexPath.Of(name)}", body, cancellation);

    /// <summary>Whether there is a data stream of that name: <c>GET /_data_stream/{name}</c>.</summary>
    internal async Task<bool> IsDataStreamAsync(string name, CancellationToken cancellation)
    {
        using Answer? answer = await AskIfThereAsync(new Request(HttpMethod.Get, $"/_data_stream/{IndexPath.Of(name)}"), cancellation).ConfigureAwait(false);
        return answer is not null;
    }

    /// <summary>Makes a data stream: <c>PUT /_data_stream/{name}</c>. One that is there already is no error.</summary>
    internal Task PutDataStreamAsync(string name, CancellationToken cancellation) => ChangeAsync($"/_data_stream/{IndexPath.Of(name)}", default, cancellation);

    /// <summary>Makes an index: <c>PUT /{index}</c>. One that is there already is no error.</summary>
    internal Task PutIndexAsync(string name, ReadOnlyMemory<byte> body, CancellationToken cancellation) => ChangeAsync($"/{IndexPath.Of(name)}", body, cancellation);

    private async Task ChangeAsync(string path, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var request = new Request(HttpMethod.Put, path, Body: body);
        try
        {
            using Answer answer = await AskAsync(request, cancellation).ConfigureAwait(false);
            if (!SmallAnswers.Read(answer, request, AnswersContext.Default.AcknowledgedBody, transport.Text).Acknowledged)
                throw new ElasticsearchException(ElasticsearchFault.Unavailable, $"{answer.Node} has begun {request.Name}, but not every node of the cluster knows of it yet. Try again.");
        }
        catch (ElasticsearchException failure) when (failure.ErrorType == Exists)
        {
            // Another process was faster, or an earlier try of this request was heard after all.
        }
    }
}
