using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

/// <summary>
/// The endpoints that LAD uses, typed. Each call is one logical attempt: a node that cannot be reached gives way to the next one, and nothing else is tried again here;
/// <see cref="Patience"/> is for that. What fails is an <see cref="ElasticsearchException"/>. Safe for several threads.
/// </summary>
public sealed partial class ElasticsearchClient : IDisposable
{
    private readonly Transport transport;
    private readonly ErrorAnswer errors;

    /// <summary>Makes a client; connects to nothing yet.</summary>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    public ElasticsearchClient(ElasticsearchOptions options, TimeProvider clock)
    {
        transport = new Transport(options, clock);
        errors = new ErrorAnswer(transport.Text);
    }

    /// <summary>The nodes as an operator knows them, e.g. <c>https://es-1:9200</c>; without credentials.</summary>
    public string Name => transport.Name;

    /// <summary>What serves: <c>GET /</c>.</summary>
    public async Task<ServerInfo> InfoAsync(CancellationToken cancellation)
    {
        var request = new Request(HttpMethod.Get, "/");
        using Answer answer = await AskAsync(request, cancellation).ConfigureAwait(false);
        return SmallAnswers.Read(answer, request, AnswersContext.Default.InfoBody, transport.Text).ToServerInfo(answer.Node, transport.Text);
    }

    /// <summary>Documents that match: <c>POST /{index}/_count</c>.</summary>
    /// <param name="index">As for a search.</param>
    /// <param name="query">A query as JSON, e.g. <c>{"match_all":{}}</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<long> CountAsync(string index, ReadOnlyMemory<byte> query, CancellationToken cancellation)
    {
        var request = new Request(HttpMethod.Post, $"/{IndexPath.Of(index)}/_count", Body: SearchBody.OfCount(query));
        using Answer answer = await AskAsync(request, cancellation).ConfigureAwait(false);
        CountBody body = SmallAnswers.Read(answer, request, AnswersContext.Default.CountBody, transport.Text);
        return body.Shards.Failed == 0 ? body.Count : throw new ElasticsearchException(
            ElasticsearchFault.Unavailable, $"{answer.Node} has counted without {body.Shards.Failed} of {body.Shards.Total} shards of {index}. Is the cluster's health red?");
    }

    /// <summary>Sends operations: <c>POST /_bulk</c>. 200 says nothing about the items: see <see cref="BulkAnswer"/>.</summary>
    /// <param name="body">Lines of JSON, each with its line's end: action and document by turns. Stays as it is until the task is complete.</param>
    /// <param name="items">Operations in it; an answer with another number of items is refused.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<BulkAnswer> BulkAsync(ReadOnlyMemory<byte> body, int items, CancellationToken cancellation)
    {
        var request = new Request(HttpMethod.Post, "/_bulk", Body: body, MediaType: Request.JsonLines);
        using Answer answer = await AskAsync(request, cancellation).ConfigureAwait(false);
        return new BulkAnswerReader(answer, request.Name, transport.Text).Read(items) with { WireBytes = answer.Sent, RetryAfter = answer.RetryAfter };
    }

    /// <summary>Whether an index, alias or data stream exists: <c>HEAD /{index}</c>.</summary>
    public async Task<bool> ExistsAsync(string index, CancellationToken cancellation)
    {
        using Answer? answer = await AskIfThereAsync(new Request(HttpMethod.Head, $"/{IndexPath.Of(index)}"), cancellation).ConfigureAwait(false);
        return answer is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();

    private async Task<Answer> AskAsync(Request request, CancellationToken cancellation)
    {
        Answer answer = await transport.SendAsync(request, cancellation).ConfigureAwait(false);
        if (answer.IsSuccess) return answer;
        using (answer) throw errors.Of(answer, request.Name);
    }

    /// <summary>As <see cref="AskAsync"/>; <see langword="null"/> when there is no such thing.</summary>
    private async Task<Answer?> AskIfThereAsync(Request request, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (ElasticsearchException failure) when (failure.Fault == ElasticsearchFault.NotFound)
        {
            return null;
        }
    }
}
