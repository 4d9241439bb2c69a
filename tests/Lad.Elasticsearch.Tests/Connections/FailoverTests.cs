using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Connections;

public sealed class FailoverTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly List<string> said = [];

    [Fact]
    public async Task Nodes_are_asked_in_turn()
    {
        await using RawServer one = RawServer.Json("{}");
        await using RawServer two = RawServer.Json("{}");
        using ElasticsearchClient client = Client(one.Address, two.Address);

        for (int i = 0; i < 6; i++) await client.ExistsAsync("a", CancellationToken.None);

        Assert.Equal((3, 3), (one.Requests.Count, two.Requests.Count));
        Assert.Empty(said);
    }

    [Fact]
    public async Task A_node_out_of_reach_gives_way_to_the_next_one_and_is_said_once()
    {
        await using RawServer one = RawServer.Json("{}");
        Uri closed = RawServer.Closed();
        using ElasticsearchClient client = Client(closed, one.Address);

        for (int i = 0; i < 10; i++)
        {
            Assert.True(await client.ExistsAsync("a", CancellationToken.None));
            clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(10, one.Requests.Count);
        string line = Assert.Single(said);
        Assert.StartsWith($"http://127.0.0.1:{closed.Port} cannot be reached: connection refused", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_out_of_reach_is_left_out_for_growing_periods()
    {
        int asked = 0;
        await using var broken = new RawServer((_, _, _) =>
        {
            Interlocked.Increment(ref asked);
            throw new IOException("reset");
        });
        await using RawServer one = RawServer.Json("{}");
        using ElasticsearchClient client = Client(broken.Address, one.Address);
        var at = new List<double>();

        for (int second = 0; second < 200; second++)
        {
            int before = asked;
            await client.ExistsAsync("a", CancellationToken.None);
            await client.ExistsAsync("a", CancellationToken.None);
            if (asked > before) at.Add(second);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183], at);
        Assert.Single(said);
    }

    [Fact]
    public async Task A_node_that_is_back_is_said_and_takes_its_turn()
    {
        bool isBroken = true;
        await using var one = new RawServer((_, stream, _) => isBroken ? throw new IOException("reset") : RawServer.Reply(stream, "{}"));
        await using RawServer two = RawServer.Json("{}");
        using ElasticsearchClient client = Client(one.Address, two.Address);

        await client.ExistsAsync("a", CancellationToken.None);
        isBroken = false;
        int before = one.Requests.Count;
        clock.Advance(TimeSpan.FromSeconds(2));
        for (int i = 0; i < 4; i++) await client.ExistsAsync("a", CancellationToken.None);

        Assert.Equal(2, said.Count);
        Assert.Equal($"http://localhost:{one.Port} is back", said[1]);
        Assert.Equal(2, one.Requests.Count - before);
    }

    [Fact]
    public async Task When_all_are_out_of_reach_the_one_due_first_is_tried()
    {
        bool isBroken = true;
        await using var one = new RawServer((_, stream, _) => isBroken ? throw new IOException("reset") : RawServer.Reply(stream, "{}"));
        using ElasticsearchClient client = Client(RawServer.Closed(), one.Address);

        ElasticsearchException failure = await Clients.FailureOf(() => client.ExistsAsync("a", CancellationToken.None));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        isBroken = false;
        // The first of them is due first; the second one follows.
        await Clients.FailureOf(() => client.ExistsAsync("a", CancellationToken.None));
        bool exists = await client.ExistsAsync("a", CancellationToken.None);

        Assert.Equal(ElasticsearchFault.Unreachable, failure.Fault);
        Assert.True(exists);
    }

    [Fact]
    public async Task A_node_that_answers_with_an_error_does_not_give_way()
    {
        await using RawServer one = RawServer.Json("""{"error":{"type":"es_rejected_execution_exception","reason":"queue full"},"status":429}""", 429, "Retry-After: 7\r\n");
        await using RawServer two = RawServer.Json("{}");
        using ElasticsearchClient client = Client(one.Address, two.Address);

        ElasticsearchException failure = await Clients.FailureOf(() => client.ExistsAsync("a", CancellationToken.None));

        Assert.Equal(ElasticsearchFault.Throttled, failure.Fault);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
        Assert.Empty(two.Requests);
        Assert.Empty(said);
    }

    [Fact]
    public async Task A_lone_node_is_always_tried_and_nothing_is_said_of_leaving_it_out()
    {
        bool isBroken = true;
        await using var one = new RawServer((_, stream, _) => isBroken ? throw new IOException("reset") : RawServer.Reply(stream, "{}"));
        using ElasticsearchClient client = Client(one.Address);

        await Clients.FailureOf(() => client.ExistsAsync("a", CancellationToken.None));
        isBroken = false;

        Assert.True(await client.ExistsAsync("a", CancellationToken.None));
        Assert.Empty(said);
    }

    private ElasticsearchClient Client(params Uri[] nodes) => Clients.For(nodes, options => options with { Say = said.Add }, clock);
}
