using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Polly;

namespace Lad.Elasticsearch.Writing;

/// <summary>Sends bodies, each until it has an answer, a failure that stays, or nobody wants it any more. Used by all lanes.</summary>
internal sealed class BulkSender
{
    private readonly BulkCall call;
    private readonly ElasticsearchSinkOptions options;
    private readonly ElasticsearchSinkCounters counters;
    private readonly ResiliencePipeline patience;
    private readonly LineRate turnedAway;
    private readonly LineRate refused;
    private bool saidTooLarge;

    public BulkSender(string name, BulkCall call, ElasticsearchSinkOptions options, ElasticsearchSinkCounters counters, TimeProvider clock)
    {
        Name = name;
        this.call = call;
        this.options = options;
        this.counters = counters;
        turnedAway = new LineRate(clock);
        refused = new LineRate(clock);
        patience = options.Patience.Build(clock, Say);
    }

    /// <summary>What an operator calls the sink.</summary>
    public string Name { get; }

    /// <summary>The name of a target.</summary>
    public string Index(BulkTarget target) => (target == BulkTarget.Scored ? options.ScoredIndex : options.AnomaliesIndex) ?? "";

    /// <summary>Sends a body.</summary>
    /// <exception cref="ElasticsearchException">It failed in a way that stays, or for longer than the options allow.</exception>
    /// <exception cref="OperationCanceledException">Nobody wants it any more.</exception>
    public async Task<BulkAnswer> SendAsync(ReadOnlyMemory<byte> body, int items, CancellationToken cancellation) =>
        await patience.ExecuteAsync(static (state, token) => state.Sender.TryAsync(state.Body, state.Items, token), (Sender: this, Body: body, Items: items), cancellation).ConfigureAwait(false);

    /// <summary>Tells the operator, once, that requests are too large.</summary>
    public void SayTooLarge(int bytes)
    {
        if (!Interlocked.Exchange(ref saidTooLarge, true))
            Say($"a request of {bytes} bytes is too large for the server; smaller ones follow. Lower Elasticsearch:BulkBytes, or raise http.max_content_length of the nodes or the limit of a proxy before them.");
    }

    /// <summary>Tells the operator, once a minute, that documents are turned away.</summary>
    public void SayTurnedAway(string index, int documents, BulkItem item)
    {
        if (!turnedAway.IsDue()) return;
        Say($"{index} turns {documents} documents away for now ({item.Status} {item.ErrorType}). They are sent again until it takes them; reading is held back meanwhile.");
    }

    /// <summary>Tells the operator, once a minute, that documents are refused. The reason may quote the document, and goes to its dead letter alone.</summary>
    public void SayRefused(string index, BulkItem item)
    {
        if (refused.IsDue()) Say($"{index} refuses documents ({item.Status} {item.ErrorType}). Their records are dead letters, with the reason.");
    }

    private void Say(string line) => options.Say($"{Name}: {line}");

    private async ValueTask<BulkAnswer> TryAsync(ReadOnlyMemory<byte> body, int items, CancellationToken cancellation)
    {
        counters.AddRequest(body.Length);
        return await call(body, items, cancellation).ConfigureAwait(false);
    }
}
