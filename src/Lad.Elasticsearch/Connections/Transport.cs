using System.Net.Security;

namespace Lad.Elasticsearch.Connections;

/// <summary>Sends requests to one node after the other until one answers, within the time that a request may take. Safe for several threads.</summary>
internal sealed class Transport : IDisposable
{
    private readonly ElasticsearchOptions options;
    private readonly TimeProvider clock;
    private readonly NodePool nodes;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    public Transport(ElasticsearchOptions options, TimeProvider clock)
    {
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join(Environment.NewLine, faults));
        this.options = options;
        this.clock = clock;
        Text = new ServerText([.. options.Credentials?.Secrets ?? [], options.Security.ClientKeyPassword ?? ""]);
        SslStreamCertificateContext? own = options.Security.ClientCertificate is null ? null : CertificateFiles.Client(options.Security);
        nodes = new NodePool([.. options.Nodes.Select(address => new Node(address, options, own, clock))], clock, options.Say);
        foreach (string warning in OptionWarnings.Of(options)) options.Say(warning);
    }

    /// <summary>The nodes as an operator knows them.</summary>
    public string Name => string.Join(", ", nodes.Nodes.Select(node => node.Name));

    /// <summary>Makes what servers send presentable.</summary>
    public ServerText Text { get; }

    /// <summary>Sends a request; the answer may be of any status.</summary>
    /// <exception cref="ElasticsearchException">There is no answer.</exception>
    public async Task<Answer> SendAsync(Request request, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.RequestTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        ElasticsearchException? last = null;
        try
        {
            using PackedBody body = await PackedBody.OfAsync(request, options.Compression, either.Token).ConfigureAwait(false);
            foreach (Node node in nodes.Round())
            {
                last = null;
                try
                {
                    Answer answer = await node.SendAsync(request, body, either.Token).ConfigureAwait(false);
                    nodes.Reached(node);
                    return answer;
                }
                catch (Exception failure) when (failure is not ElasticsearchException && TransportFailure.IsOne(failure))
                {
                    cancellation.ThrowIfCancellationRequested();
                    last = deadline.IsCancellationRequested ? TimedOut(node.Name, request, failure) : TransportFailure.Of(failure, node, request.Name, options.ConnectTimeout);
                    if (last.Fault != ElasticsearchFault.BadAnswer) nodes.Missed(node, last.Message);
                    if (request.Once || last.Fault is not (ElasticsearchFault.Unreachable or ElasticsearchFault.Certificate)) throw last;
                }
            }
        }
        catch (OperationCanceledException failure) when (!cancellation.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            throw TimedOut(Name, request, failure);
        }
        cancellation.ThrowIfCancellationRequested();
        throw last!;
    }

    public void Dispose() => nodes.Dispose();

    private ElasticsearchException TimedOut(string node, Request request, Exception failure) => new(
        ElasticsearchFault.TimedOut,
        $"{node} has not answered {request.Name} whole within {options.RequestTimeout.TotalSeconds:0.###} s. Is it overloaded? Otherwise raise Elasticsearch:RequestTimeout, or ask for less at a time (PageSize, BulkBytes).", failure);
}
