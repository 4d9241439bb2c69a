using System.Globalization;
using System.Text.Json.Nodes;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>Under its policies a pod is asked at its health port alone (a fact store at that of its pages too), and reaches names and the servers of its settings.</summary>
internal static class NetworkRule
{
    public static IEnumerable<string> Faults(PodSettings pod, IReadOnlyList<Manifest> all)
    {
        if (pod.Effective is null) yield break;
        Manifest[] policies = [.. all.Where(manifest => manifest.Kind == "NetworkPolicy" && SelectorRule.Matches(SelectorRule.Selector(manifest)!, pod.Workload.PodLabels))];
        if (policies.Length == 0) yield break;
        foreach (Manifest policy in policies)
        {
            string types = string.Join(' ', (policy.Root.At("spec", "policyTypes") as JsonArray ?? []).Select(type => type!.ToString()).Order(StringComparer.Ordinal));
            if (types != "Egress Ingress") yield return $"{policy} leaves a direction open";
            foreach (JsonObject rule in policy.Root.Items("spec", "ingress").Concat(policy.Root.Items("spec", "egress")))
                if (!rule.Items("ports").Any()) yield return $"{policy} has a rule for every port";
            foreach (string port in policy.Root.Items("spec", "ingress").SelectMany(rule => rule.Items("ports")).Select(port => port.Text("port")))
                if (port != "health" && !(port == "pages" && pod.Workload.Arguments[0] == "factstore")) yield return $"{policy} lets others in at {port}";
        }
        string[] reached = [.. policies.SelectMany(policy => policy.Root.Items("spec", "egress")).SelectMany(rule => rule.Items("ports")).Select(port => $"{port.Text("protocol")} {port.Text("port")}")];
        foreach (string wanted in Wanted(pod.Settings).Concat(["UDP 53", "TCP 53"]).Distinct())
            if (!reached.Contains(wanted)) yield return $"{pod.Workload} cannot reach {wanted}";
    }

    private static IEnumerable<string> Wanted(LadSettings settings)
    {
        Location?[] places = [settings.Input.From, settings.Output.To, settings.Output.DeadLetters, settings.Output.Cursor, settings.Model.Location];
        if (places.Any(place => place?.Kind == LocationKind.Kafka))
            foreach (string broker in settings.Kafka.BootstrapServers.Split(',')) yield return "TCP " + broker[(broker.LastIndexOf(':') + 1)..];
        if (places.Any(place => place?.Kind == LocationKind.Elasticsearch))
            foreach (string node in settings.Elasticsearch.Nodes) yield return "TCP " + new Uri(node).Port.ToString(CultureInfo.InvariantCulture);
    }
}
