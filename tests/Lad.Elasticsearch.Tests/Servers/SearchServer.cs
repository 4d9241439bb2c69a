using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Setup;
using Lad.Elasticsearch.StandIn;

namespace Lad.Elasticsearch.Tests.Servers;

/// <summary>
/// An Elasticsearch that tests run against, by its public interface alone. <c>LAD_TEST_ELASTICSEARCH</c> names one: <c>http://host:port</c>, with <c>user:password@</c> where it asks for them; what tests make there
/// has names of its own and is taken away.
/// </summary>
internal sealed class SearchServer : IAsyncDisposable
{
    public const string Variable = "LAD_TEST_ELASTICSEARCH";
    private static readonly TimeSpan Visible = TimeSpan.FromSeconds(60);
    private readonly StandInServer? standIn;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly string mark = Guid.NewGuid().ToString("n")[..12];
    private readonly HashSet<string> made = [];

    private SearchServer(StandInServer? standIn, Uri node)
    {
        this.standIn = standIn;
        var options = new ElasticsearchOptions { Nodes = [node] };
        http.BaseAddress = options.Nodes[0];
        if (node.UserInfo.Length > 0) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(node.UserInfo))));
        Client = new ElasticsearchClient(options, TimeProvider.System);
    }

    /// <summary>The server that is named; <see langword="null"/>: none is.</summary>
    public static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? address : null;

    public ElasticsearchClient Client { get; }

    public static async Task<SearchServer> StartAsync(ServerKind kind)
    {
        if (kind == ServerKind.Named) return new SearchServer(null, new Uri(Named ?? throw new InvalidOperationException($"{Variable} names no server.")));
        StandInServer started = await StandInServer.StartAsync();
        return new SearchServer(started, started.Url);
    }

    /// <summary>A name for an index that no other test uses.</summary>
    public string Index(string name) => Made($"{name}-{mark}");

    /// <summary>A name for a data stream of verdicts that no other test uses.</summary>
    public string Stream(string dataset) => Made($"logs-{dataset}.{mark}-default");

    /// <summary>Writes documents; searches find them afterwards.</summary>
    public async Task PutAsync(string index, IEnumerable<(string Id, DateTimeOffset Time, string Service)> documents)
    {
        var body = new StringBuilder();
        foreach ((string id, DateTimeOffset time, string service) in documents) body.Append($$"""{"create":{"_index":"{{index}}","_id":"{{id}}"} }""").Append('\n').Append(Reading.SourceFixture.Document(time, id, service)).Append('\n');
        using var content = new StringContent(body.ToString(), Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage answer = await http.PostAsync(new Uri("_bulk?refresh=wait_for", UriKind.Relative), content);
        string said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode && said.Contains("\"errors\":false", StringComparison.Ordinal), said);
    }

    /// <summary>All documents of an index or a stream, 10,000 at most: ids and sources. Waits until searches find as many as are expected; if they never do, gives those that are found.</summary>
    public async Task<IReadOnlyList<(string Id, JsonElement Source)>> DocumentsAsync(string index, int expected)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            IReadOnlyList<(string Id, JsonElement Source)> found = await SearchAsync(index);
            if (found.Count >= expected || TimeProvider.System.GetElapsedTime(start) > Visible) return found;
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Makes what verdicts need.</summary>
    /// <returns>The plan it was, and the one that is left.</returns>
    public async Task<(SetupPlan Before, SetupPlan After)> SetUpAsync(SetupNames names)
    {
        var setup = new ElasticsearchSetup(Client);
        SetupPlan before = await setup.PlanAsync(names, CancellationToken.None);
        await setup.ApplyAsync(before, item => Made(item.Kind == SetupKind.IndexTemplate ? "_index_template/" + item.Name : item.Name), CancellationToken.None);
        return (before, await setup.PlanAsync(names, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (standIn is not null)
        {
            standIn.AssertContract();
            await standIn.DisposeAsync();
        }
        else
        {
            // Streams before the templates that they are made by; what a test did not get to make is not found.
            foreach (string name in made.OrderBy(name => name.StartsWith('_')))
                (await http.DeleteAsync(new Uri(name.StartsWith("logs-", StringComparison.Ordinal) ? "_data_stream/" + name : name, UriKind.Relative))).Dispose();
        }
        http.Dispose();
    }

    private string Made(string name)
    {
        made.Add(name);
        return name;
    }

    private async Task<IReadOnlyList<(string Id, JsonElement Source)>> SearchAsync(string index)
    {
        using var query = new StringContent("""{"size":10000,"sort":[{"@timestamp":"asc"}],"query":{"match_all":{} } }""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(new Uri($"{index}/_search", UriKind.Relative), query);
        string said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, said);
        return [.. JsonDocument.Parse(said).RootElement.GetProperty("hits").GetProperty("hits").EnumerateArray().Select(hit => (hit.GetProperty("_id").GetString()!, hit.GetProperty("_source")))];
    }
}
