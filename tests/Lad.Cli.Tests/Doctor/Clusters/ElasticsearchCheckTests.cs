using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Clusters;
using Lad.Elasticsearch.StandIn;
using Lad.Elasticsearch.StandIn.Failing;

namespace Lad.Cli.Tests.Doctor.Clusters;

public sealed class ElasticsearchCheckTests
{
    [Fact]
    public async Task What_verdicts_need_is_missing_until_it_is_made()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        string nodes = server.Url.ToString().TrimEnd('/');

        IReadOnlyList<Finding> before = await LookAsync(nodes, ("Output:To", "es:"));
        await CommandLine.RunAsync("es", "setup", "--nodes", nodes);
        IReadOnlyList<Finding> after = await LookAsync(nodes, ("Output:To", "es:"));

        Assert.Contains(before, finding => finding.State == FindingState.Warning && finding.Advice.StartsWith("lad es setup", StringComparison.Ordinal));
        Assert.Equal(FindingState.Ok, after.Only("that verdicts need are there").State);
        Assert.Equal(FindingState.Ok, after.Only("is Elasticsearch").State);
        Assert.Equal(FindingState.Skipped, after.Only("rights were not compared").State);
        Assert.DoesNotContain(after, finding => finding.State > FindingState.Ok);
    }

    [Fact]
    public async Task A_node_that_is_away_is_a_warning_while_another_serves_and_a_fault_when_none_does()
    {
        await using StandInServer server = await StandInServer.StartAsync();

        IReadOnlyList<Finding> some = await LookAsync($"http://127.0.0.1:1,{server.Url.ToString().TrimEnd('/')}");
        IReadOnlyList<Finding> none = await LookAsync("http://127.0.0.1:1");

        Assert.Equal(FindingState.Warning, some.Only("http://127.0.0.1:1").State);
        Assert.Equal(FindingState.Fault, none.Only("http://127.0.0.1:1").State);
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_a_fault_without_the_secret()
    {
        await using StandInServer server = await StandInServer.StartAsync(new StandInOptions { User = "lad", Password = "right" });

        IReadOnlyList<Finding> findings = await LookAsync(server.Url.ToString().TrimEnd('/'), ("Elasticsearch:User", "lad"), ("Elasticsearch:Password", "hunter2"));

        Assert.Equal(FindingState.Fault, Assert.Single(findings).State);
        Assert.DoesNotContain("hunter2", findings[0].Text + findings[0].Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_disks_rights_and_blocks_are_told_as_the_cluster_says_them()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        Answer(server, "/_cluster/health", """{"status":"red","number_of_data_nodes":3,"unassigned_shards":4}""");
        Answer(server, "/_cat/allocation", """[{"node":"es-1","disk.percent":"96"},{"node":"es-2","disk.percent":"50"},{"node":"UNASSIGNED","disk.percent":null}]""");
        Answer(server, "/_security/user/_has_privileges", """{"has_all_requested":false,"index":{"logs-lad.scored-default":{"create_doc":false,"auto_configure":true},"logs-lad.anomaly-default":{"create_doc":true,"auto_configure":true}}}""");
        Answer(server, "/logs-lad.scored-default/_settings/index.blocks.*", """{".ds-logs-lad.scored-1":{"settings":{"index.blocks.read_only_allow_delete":"true"}}}""");

        IReadOnlyList<Finding> findings = await LookAsync(server.Url.ToString().TrimEnd('/'), ("Output:To", "es:"));

        Assert.Equal(FindingState.Fault, findings.Only("the cluster is red: 3 nodes with data, 4 shards").State);
        Assert.Equal(FindingState.Fault, findings.Only("the disk of node es-1 is 96 % full").State);
        Assert.Equal("these credentials lack create_doc on logs-lad.scored-default", findings.Only("these credentials lack").Text);
        Assert.Contains("_settings", findings.Only("takes no writes").Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => finding.Text.Contains("es-2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_latest_documents_of_an_input_are_parsed()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        server.State.Put("logs-shop-default", "1", """{"@timestamp":"2026-11-20T10:00:00.000Z","message":"order 1 shipped"}""");
        Scope scope = Examined.ScopeOf("run", ("Elasticsearch:Nodes", server.Url.ToString().TrimEnd('/')), ("Input:From", "es:logs-shop-*"));

        IReadOnlyList<Finding> findings = await Examined.FindingsAsync(new IndexInputCheck(scope, scope.Inputs[0]).LookAsync);

        Assert.Contains("1 JSON", findings.Only("all of the latest 1 records in es:logs-shop-*").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, FindingState.Ok)]
    [InlineData(60, FindingState.Warning)]
    [InlineData(-4000, FindingState.Fault)]
    public void Clocks_that_differ_are_told_by_how_much(int seconds, object state)
    {
        var findings = new Findings();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();

        Clocks.Compare(findings, "es-1", now, now.AddSeconds(seconds), TimeSpan.FromSeconds(5));

        Assert.Equal((FindingState)state, Assert.Single(findings.Close()).State);
    }

    private static void Answer(StandInServer server, string path, string body) => server.Faults.Add(new FaultRule(new RequestFault.Body(body)) { When = request => request.Path == path });

    private static Task<IReadOnlyList<Finding>> LookAsync(string nodes, params (string, string)[] settings) =>
        Examined.FindingsAsync(new ElasticsearchCheck(Examined.ScopeOf("run", [("Elasticsearch:Nodes", nodes), .. settings])).LookAsync);
}
