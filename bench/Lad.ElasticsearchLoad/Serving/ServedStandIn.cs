using Lad.Elasticsearch.StandIn;

namespace Lad.ElasticsearchLoad.Serving;

/// <summary>The stand-in, its checks of the contract off.</summary>
internal sealed class ServedStandIn : IServer
{
    private readonly StandInServer server;

    private ServedStandIn(StandInServer server) => this.server = server;

    public Uri Url => server.Url;

    public static async Task<ServedStandIn> StartAsync() => new(await StandInServer.StartAsync(new StandInOptions { CheckContract = false }).ConfigureAwait(false));

    public long Forget()
    {
        long documents = server.State.Count();
        server.State.Delete("*,.ds-*");
        GC.Collect();
        return documents;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
