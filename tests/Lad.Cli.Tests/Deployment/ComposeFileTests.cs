using System.Collections;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment;

public sealed partial class ComposeFileTests
{
    private static readonly string Compose = RepositoryRoot.PathTo("docker-compose.kafka.yml");

    [ComposeFact]
    public async Task Docker_compose_takes_the_file()
    {
        var start = new ProcessStartInfo("docker-compose", ["-f", Compose, "config", "-q"]) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, error);
    }

    [Fact]
    public void Its_variables_are_settings_with_values_that_they_take()
    {
        var variables = new Hashtable();
        foreach (Match match in Variable().Matches(File.ReadAllText(Compose))) variables[match.Groups[1].Value] = match.Groups[2].Value.Trim('"');
        // Compose lays the file there; so it is made as the file's head says.
        using var directory = new TemporaryDirectory();
        Assert.Equal("/run/secrets/factstore-tokens", variables["Lad__FactStore__TokenFile"]);
        variables["Lad__FactStore__TokenFile"] = directory.Write("factstore.tokens", $"kim editor {new string('0', 48)}\n");

        EffectiveSettings effective = EffectiveSettings.Load(null, variables, SettingLayer.Empty);

        Assert.Equal("kafka:9092", effective.Settings.Kafka.BootstrapServers);
        Assert.NotEqual("", effective.Settings.Kafka.InstanceId);
    }

    [Fact]
    public async Task What_it_runs_are_commands()
    {
        string[][] commands = [.. Command().Matches(File.ReadAllText(Compose)).Select(match => match.Groups[1].Value.Split(',').Select(word => word.Trim(' ', '"')).ToArray())];

        Assert.Equal(4, commands.Length);
        foreach (string[] command in commands) Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync([.. command, "--help"])).ExitCode);
    }

    [Fact]
    public void A_scorer_has_more_time_to_stop_than_its_work_in_flight_to_end()
    {
        TimeSpan drain = new LadSettings().Kafka.DrainDeadline;

        Assert.All(GracePeriod().Matches(File.ReadAllText(Compose)), match => Assert.True(SettingTypes.Duration.TryParse(match.Groups[1].Value, out TimeSpan grace, out _) && grace > drain));
    }

    /// <summary>The probe itself, from the file, asks a server of the program.</summary>
    [Fact]
    public async Task Its_probe_tells_ready_from_not_ready()
    {
        JsonObject file = YamlTree.File(Compose);
        Assert.Equal("http://*:8080", file.Text("x-lad-settings", "Lad__Health__Listen"));
        string script = ((JsonArray)file.At("x-ready", "test")!)[^1]!.ToString();
        Assert.Contains(HealthRoutes.Ready, script, StringComparison.Ordinal);
        var health = new ServiceHealth(TimeProvider.System);
        await using var endpoints = new HttpEndpoints(new ListenAddress(IPAddress.Loopback, 0));
        HealthRoutes.Add(endpoints, health);
        await endpoints.StartAsync(CancellationToken.None);
        script = script.Replace("/8080", "/" + new Uri(endpoints.Address).Port, StringComparison.Ordinal);

        Assert.NotEqual(0, await BashAsync(script));
        health.Started();
        health.Has(HealthPart.Input, "reading kafka:lad.logs");
        Assert.Equal(0, await BashAsync(script));
        await endpoints.DisposeAsync();
        Assert.NotEqual(0, await BashAsync(script));
    }

    [Fact]
    public void No_port_is_open_to_other_machines()
    {
        JsonObject services = (JsonObject)YamlTree.File(Compose)["services"]!;
        string[] published = [.. services.SelectMany(service => service.Value.At("ports") is JsonArray ports ? ports.Select(port => port!.ToString()) : [])];

        Assert.Contains("127.0.0.1:8181:8181", published);
        Assert.All(published, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
    }

    [Fact]
    public void Prometheus_reads_every_service_where_its_probe_asks_and_Grafana_shows_what_is_here()
    {
        JsonObject file = YamlTree.File(Compose);
        string[] targets = [.. YamlTree.File(RepositoryRoot.PathTo("config", "prometheus", "prometheus.yml")).Items("scrape_configs")
            .SelectMany(job => job.Items("static_configs")).SelectMany(group => (JsonArray)group["targets"]!).Select(target => target!.ToString())];
        IEnumerable<string> probed = ((JsonObject)file["services"]!).Where(service => (service.Value.At("healthcheck", "test") ?? service.Value.At("<<", "healthcheck", "test"))?.ToJsonString() == file.At("x-ready", "test")!.ToJsonString()).Select(service => service.Key);

        Assert.Equal(probed.Select(name => name + ":8080").Order(StringComparer.Ordinal), targets.Order(StringComparer.Ordinal));
        foreach (string service in new[] { "prometheus", "grafana" })
            Assert.All(((JsonArray)file.At("services", service, "volumes")!).Select(volume => volume!.ToString()).Where(volume => volume.StartsWith('.')), volume =>
            {
                Assert.EndsWith(":ro", volume, StringComparison.Ordinal);
                Assert.True(Directory.Exists(RepositoryRoot.PathTo(volume.Split(':')[0])), volume);
            });
    }

    [Fact]
    public void No_image_is_taken_without_its_version() =>
        Assert.All(Image().Matches(File.ReadAllText(Compose)), match => Assert.Matches(@"^(lad(-connect)?:local|\S+:v?[0-9]+\.[0-9]+\.[0-9]+)$", match.Groups[1].Value));

    private static async Task<int> BashAsync(string script)
    {
        using Process process = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    [GeneratedRegex(@"^\s+(Lad__\w+):\s*(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\s+command:\s*\[(.+)\]\s*$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^\s+stop_grace_period:\s*(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex GracePeriod();

    [GeneratedRegex(@"^\s+image:\s*(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Image();
}
