using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lad.Cli.Tests;
using Lad.Cli.Tests.Deployment.Manifests;
using Lad.Elasticsearch.StandIn;

namespace Lad.EndToEnd.Tests.Elasticsearch;

/// <summary>What deploy/ renders to, run as a process: its command, its variables and its files, with a directory of this machine for the volume.</summary>
public sealed partial class DeployedTests : IDisposable
{
    private const string ApiKey = "bGFkOmtleQ==";
    private const string Volume = "/var/lib/lad";
    private readonly string root = Directory.CreateTempSubdirectory("lad-deployed-").FullName;
    private int written;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task The_openshift_template_learns_then_watches_and_keeps_model_and_cursor_in_its_volume()
    {
        await using StandInServer server = await StandInServer.StartAsync(new StandInOptions { ApiKey = ApiKey });
        WriteHistory(server, "logstash-");
        string url = server.Url.ToString();
        IReadOnlyList<Manifest> all = OpenShiftTemplate.Read().Process(("LADT_ELASTICSEARCH_ENDPOINT", url), ("LADI_ELASTICSEARCH_ENDPOINT", url), ("LADI_TIME_SPAN", "1"), ("LADT_ITERS", "2000"), ("ELASTICSEARCH_API_KEY", ApiKey));

        await WatchAsync(all.Single(manifest => manifest.Kind == "Deployment"), all, server, "logstash-");

        Assert.Equal(["map.lad", "map.lad.cursor"], Kept());
        Assert.Equal(["kernel panic: no root device"], Found(server, "logs-lad.anomaly-default"));
        server.AssertContract();
    }

    [Fact]
    public async Task The_watcher_sets_up_learns_watches_and_leaves_its_own_verdicts_alone()
    {
        await using StandInServer server = await StandInServer.StartAsync(new StandInOptions { ApiKey = ApiKey });
        WriteHistory(server, "logs-shop-");
        string overlay = RepositoryRoot.PathTo("deploy", "kubernetes", "overlays", "elasticsearch");
        IReadOnlyList<Manifest> all = Kustomization.Render(overlay);
        using (LadProcess setup = Start(all.Single(manifest => manifest.Kind == "Job"), all, server))
        {
            Ended ended = await setup.ExitAsync();
            Assert.True(ended.ExitCode == 0, ended.Error);
        }

        await WatchAsync(all.Single(manifest => manifest.Kind == "StatefulSet"), all, server, "logs-shop-");

        Assert.Equal(["models", "watcher.cursor"], Kept());
        Assert.Equal(["job 7 started on host-1", "kernel panic: no root device"], Found(server, "logs-lad.scored-default"));
        Assert.Equal(["kernel panic: no root device"], Found(server, "logs-lad.anomaly-default"));
        server.AssertContract();
    }

    private async Task WatchAsync(Manifest workload, IReadOnlyList<Manifest> all, StandInServer server, string index)
    {
        using LadProcess lad = Start(workload, all, server);
        using var probe = new Probe(lad);
        await probe.UntilAsync("startup", 200, "started");
        await probe.UntilAsync("ready", 200, "ready", "scoring with default");
        Write(server, index, TimeSpan.Zero, "job 7 started on host-1");
        Write(server, index, TimeSpan.Zero, "kernel panic: no root device");
        await Probe.UntilAsync(() => Found(server, "logs-lad.anomaly-default").Length == 1, () => lad.ErrorSoFar);
        await probe.UntilAsync("live", 200, "live");
        await lad.SignalAsync("TERM");
        Ended ended = await lad.ExitAsync();
        Assert.True(ended.ExitCode == 0, ended.Error);
    }

    private LadProcess Start(Manifest workload, IReadOnlyList<Manifest> all, StandInServer server)
    {
        var variables = new Dictionary<string, string>();
        foreach (JsonObject variable in workload.Container.Items("env")) variables[variable.Text("name")] = Here(Value(variable, all));
        foreach (JsonObject mount in workload.Container.Items("volumeMounts")) Lay(mount, workload, all);
        // What only a cluster has: its own address for probes, and the name and the certificate of its Elasticsearch.
        variables["Lad__Health__Listen"] = "127.0.0.1:0";
        variables["Lad__Elasticsearch__Nodes__0"] = server.Url.ToString();
        variables.Remove("Lad__Elasticsearch__CaFile");
        if (variables.TryGetValue("Lad__Elasticsearch__ApiKeyFile", out string? file)) File.WriteAllText(file, ApiKey);
        return LadProcess.Start(variables, workload.Arguments);
    }

    private void Lay(JsonObject mount, Manifest workload, IReadOnlyList<Manifest> all)
    {
        JsonObject? volume = workload.PodSpec.Items("volumes").FirstOrDefault(volume => volume.Text("name") == mount.Text("name"));
        Directory.CreateDirectory(Here(mount.Text("mountPath")));
        string name = volume.Text("configMap", "name");
        foreach ((string file, string text) in all.FirstOrDefault(manifest => manifest.Kind == "ConfigMap" && manifest.Name == name)?.Root.Map("data") ?? []) File.WriteAllText(Path.Combine(Here(mount.Text("mountPath")), file), Here(text));
    }

    /// <summary>The pod's paths, alone or behind a location's kind, on this machine.</summary>
    private string Here(string text) => PodPath().Replace(text, match => root + match.Value);

    private static string Value(JsonObject variable, IReadOnlyList<Manifest> all)
    {
        if (variable.At("valueFrom", "secretKeyRef") is not { } reference) return variable.Text("value");
        JsonObject secret = all.Single(manifest => manifest.Kind == "Secret" && manifest.Name == reference.Text("name")).Root;
        string key = reference.Text("key");
        return secret.At("stringData", key) is { } clear ? clear.ToString() : Encoding.UTF8.GetString(Convert.FromBase64String(secret.Text("data", key)));
    }

    private string[] Kept() => [.. Directory.EnumerateFileSystemEntries(root + Volume).Select(path => Path.GetFileName(path)).Where(name => name != "dead-letters.jsonl").Order(StringComparer.Ordinal)];

    private static string[] Found(StandInServer server, string stream) =>
        [.. server.State.Documents("*" + stream + "*").Select(document => JsonDocument.Parse(document.Source).RootElement.GetProperty("message").GetString()!).Order(StringComparer.Ordinal)];

    private void WriteHistory(StandInServer server, string index)
    {
        // Of the last minute a watch takes what may still have been on its way (Elasticsearch:Overlap).
        for (int i = 0; i < 400; i++) Write(server, index, TimeSpan.FromSeconds(120 + i), $"job {i} started on host-{i % 5}");
    }

    private void Write(StandInServer server, string index, TimeSpan ago, string message)
    {
        DateTimeOffset time = DateTimeOffset.UtcNow - ago;
        string day = time.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);
        server.State.Put(index + day, $"d{written++}", JsonSerializer.Serialize(new Dictionary<string, string> { ["@timestamp"] = time.ToString("O", CultureInfo.InvariantCulture), ["message"] = message, ["service"] = "journal" }));
    }

    [GeneratedRegex("(?<=^|[a-z]:)/(var/lib/lad|etc/lad|run/secrets|tmp)(?=/|$)")]
    private static partial Regex PodPath();
}
