using System.Diagnostics;
using System.Text.Json.Nodes;
using Lad.Cli.Tests.Deployment.Manifests;
using Lad.Cli.Tests.Deployment.Rules;

namespace Lad.Cli.Tests.Deployment;

public sealed class KubernetesTests
{
    private static readonly string Root = RepositoryRoot.PathTo("deploy", "kubernetes");

    /// <summary>What can be rendered: a directory, and components that an overlay would add.</summary>
    public static TheoryData<string, string> Rendered => new()
    {
        { "base", "" },
        { "base", "topics" },
        { "base", "topics kafka-login" },
        { "base", "keda" },
        { "base", "kafka-login keda keda-login" },
        { "base", "hpa" },
        { "base", "monitoring" },
        { "watcher", "" },
        { "watcher", "monitoring" },
        { "watcher", "elasticsearch-setup" },
        { "overlays/kafka", "" },
        { "overlays/elasticsearch", "" },
        { "overlays/team", "" },
    };

    public static TheoryData<string> Directories => ["base", "watcher", "overlays/kafka", "overlays/elasticsearch", "overlays/team"];

    [Theory]
    [MemberData(nameof(Rendered))]
    public void What_is_rendered_holds_together_and_fits_the_program_and_its_image(string directory, string components) =>
        Assert.Empty(ManifestCheck.Faults(Render(directory, components), DockerImage.User).Except(components.Contains("login", StringComparison.Ordinal) && directory == "base" ? MissingSecrets(Render(directory, components)) : []));

    /// <summary>Kubernetes's own renderer must come to the same, or the tests here are worth nothing.</summary>
    [KubectlTheory]
    [MemberData(nameof(Directories))]
    public async Task Kubectl_renders_the_same(string directory)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Root, directory)]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);

        Assert.Equal(Canonical(Render(directory, "")), Canonical(YamlTree.Documents(output).Select(document => new Manifest(document))));
    }

    [Fact]
    public void Every_file_is_part_of_something()
    {
        string[] rendered = [.. Directory.GetFiles(Root, "kustomization.yaml", SearchOption.AllDirectories).SelectMany(Named).Distinct()];

        Assert.Empty(Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "kustomization.yaml").Except(rendered));
        Assert.All(rendered, path => Assert.True(Path.Exists(path), path));
    }

    [Fact]
    public void No_part_but_an_example_names_a_namespace_a_registry_or_a_secret_s_content()
    {
        Manifest[] parts = [.. Render("base", "topics factstore factstore-postgresql kafka-login keda keda-login"), .. Render("watcher", "elasticsearch-setup elasticsearch-login")];

        Assert.All(parts, manifest => Assert.Equal("", manifest.Root.Text("metadata", "namespace")));
        Assert.All(parts.Where(manifest => manifest.PodTemplate is not null), manifest => Assert.Matches("^lad:[0-9]+\\.[0-9]+\\.[0-9]+$", manifest.Container.Text("image")));
        Assert.DoesNotContain(parts, manifest => manifest.Kind == "Secret");
    }

    [Fact]
    public void The_trainer_and_the_fact_store_are_never_scaled() =>
        Assert.All(new[] { "keda", "hpa" }, scaler => Assert.All(new[] { "lad-trainer", "lad-factstore" }, name =>
            Assert.Equal("1", Render("base", "factstore " + scaler).Single(manifest => manifest.Id == $"Deployment/{name}").Root.Text("spec", "replicas"))));

    [Fact]
    public void The_operator_s_rules_are_those_of_Prometheus_word_for_word()
    {
        IReadOnlyList<Manifest> rendered = Render("base", "monitoring");

        Assert.All(new[] { "recording", "alerts" }, name => Assert.Equal(
            YamlTree.File(RepositoryRoot.PathTo("config", "prometheus", "rules", name + ".yml"))["groups"]!.ToJsonString(),
            rendered.Single(manifest => manifest.Id == $"PrometheusRule/lad-{name}").Root.At("spec", "groups")!.ToJsonString()));
    }

    [Fact]
    public void Every_pod_that_answers_probes_is_read_at_that_port_under_the_name_of_its_command()
    {
        IReadOnlyList<Manifest> rendered = Render("base", "factstore monitoring");
        JsonObject monitor = rendered.Single(manifest => manifest.Kind == "PodMonitor").Root;

        Assert.Equal("health", Assert.Single(monitor.Items("spec", "podMetricsEndpoints")).Text("port"));
        Assert.All(rendered.Where(manifest => manifest.IsService), service =>
        {
            Assert.True(SelectorRule.Matches((JsonObject)monitor.At("spec", "selector")!, service.PodLabels), service.Id);
            Assert.Equal(service.Arguments[0], service.PodLabels["app.kubernetes.io/component"]);
        });
    }

    private static IReadOnlyList<Manifest> Render(string directory, string components) =>
        Kustomization.Render(Path.Combine(Root, directory), [.. components.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => Path.Combine(Root, "components", name))]);

    // The base has no secrets: an overlay brings them.
    private static IEnumerable<string> MissingSecrets(IReadOnlyList<Manifest> all) => all.Select(manifest => $"{manifest}: there is no Secret/lad-kafka");

    private static IEnumerable<string> Named(string kustomization)
    {
        JsonObject file = YamlTree.File(kustomization);
        string folder = Path.GetDirectoryName(kustomization)!;
        IEnumerable<string> names = Texts(file["resources"]).Concat(Texts(file["components"])).Concat(file.Items("patches").Select(patch => patch.Text("path")))
            .Concat(file.Items("configMapGenerator").Concat(file.Items("secretGenerator")).SelectMany(generator => Texts(generator["files"]).Concat(Texts(generator["envs"]))));
        return names.Select(name => Path.GetFullPath(Path.Combine(folder, name)));

        static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!.ToString());
    }

    private static string Canonical(IEnumerable<Manifest> manifests) =>
        string.Join('\n', manifests.Select(manifest => Sorted(manifest.Root, "")!.ToJsonString()).Select(GeneratedNames.Strip).Order(StringComparer.Ordinal));

    // Order says nothing: of members, and of the items of a list that is merged by a key.
    private static JsonNode? Sorted(JsonNode? node, string name) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value, pair.Key)))),
        JsonArray list when StrategicMerge.KeyOf(name) is { } key => new JsonArray([.. list.OrderBy(item => item.Text(key), StringComparer.Ordinal).Select(item => Sorted(item, ""))]),
        JsonArray list => new JsonArray([.. list.Select(item => Sorted(item, ""))]),
        _ => node?.DeepClone(),
    };
}
