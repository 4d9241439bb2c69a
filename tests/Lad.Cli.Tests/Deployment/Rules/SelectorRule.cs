using System.Text.Json.Nodes;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>What is selected by labels must be there, each pod by one workload alone, and ports that are named must have that name.</summary>
internal static class SelectorRule
{
    public static IEnumerable<string> Faults(IReadOnlyList<Manifest> all)
    {
        Manifest[] workloads = [.. all.Where(manifest => manifest.PodTemplate is not null)];
        foreach (Manifest manifest in all)
        {
            foreach (string label in new[] { "app.kubernetes.io/name", "app.kubernetes.io/part-of" })
                if (manifest.Kind is not ("Namespace" or "Secret" or "ConfigMap") && !manifest.Labels.ContainsKey(label)) yield return $"{manifest} has no label {label}";
            if (Selector(manifest) is not { } selector) continue;
            Manifest[] selected = [.. workloads.Where(workload => Matches(selector, workload.PodLabels))];
            if (selected.Length == 0) yield return $"{manifest} selects no pod";
            else if (manifest.PodTemplate is not null && (selected.Length != 1 || selected[0] != manifest)) yield return $"{manifest} selects the pods of {string.Join(", ", selected.Select(one => one.Id))}";
            foreach (string port in NamedPorts(manifest))
                if (!selected.Any(workload => workload.Containers.SelectMany(container => container.Items("ports")).Any(one => one.Text("name") == port))) yield return $"{manifest}: no selected pod has a port {port}";
        }
        foreach (Manifest workload in workloads)
            foreach (JsonObject spread in workload.PodSpec.Items("topologySpreadConstraints"))
                if (!Matches((JsonObject)spread["labelSelector"]!, workload.PodLabels)) yield return $"{workload} spreads over others' pods";
        foreach (Manifest workload in workloads)
            if (all.Any(manifest => manifest.Kind == "NetworkPolicy") && !all.Any(policy => policy.Kind == "NetworkPolicy" && Matches(Selector(policy)!, workload.PodLabels))) yield return $"{workload} is under no network policy";
    }

    public static JsonObject? Selector(Manifest manifest) => manifest.Kind switch
    {
        "NetworkPolicy" => manifest.Root.At("spec", "podSelector") as JsonObject,
        "Service" => new JsonObject { ["matchLabels"] = manifest.Root.At("spec", "selector")!.DeepClone() },
        "Job" => null,
        _ => manifest.Root.At("spec", "selector") as JsonObject,
    };

    public static bool Matches(JsonObject selector, Dictionary<string, string> labels) =>
        selector.Map("matchLabels").All(pair => labels.GetValueOrDefault(pair.Key) == pair.Value)
        && selector.Items("matchExpressions").All(one => one.Text("operator") == "In" && ((JsonArray)one["values"]!).Any(value => value!.ToString() == labels.GetValueOrDefault(one.Text("key"))));

    private static IEnumerable<string> NamedPorts(Manifest manifest) =>
        manifest.Root.Items("spec", "ports").Select(port => port.Text("targetPort"))
            .Concat(manifest.Root.Items("spec", "ingress").SelectMany(rule => rule.Items("ports")).Select(port => port.Text("port")))
            .Where(port => port.Length > 0 && !port.All(char.IsAsciiDigit));
}
