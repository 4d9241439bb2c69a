using System.Globalization;
using System.Text.Json.Nodes;
using Lad.Cli.Configuration;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>Scalers move scorers alone, up to the partitions, slowly, by the lag of the group and topic that these scorers read.</summary>
internal static class ScalingRule
{
    public static IEnumerable<string> Faults(IReadOnlyList<Manifest> all, Func<Manifest, LadSettings?> settingsOf)
    {
        Manifest[] scalers = [.. all.Where(manifest => manifest.Kind is "ScaledObject" or "HorizontalPodAutoscaler")];
        foreach (IGrouping<string, Manifest> same in scalers.GroupBy(scaler => scaler.Root.Text("spec", "scaleTargetRef", "name")).Where(same => same.Count() > 1)) yield return $"{same.Key} has {same.Count()} scalers";
        foreach (Manifest scaler in scalers)
        {
            Manifest? target = all.FirstOrDefault(manifest => manifest.Kind == scaler.Root.Text("spec", "scaleTargetRef", "kind") && manifest.Name == scaler.Root.Text("spec", "scaleTargetRef", "name"));
            if (target is null || settingsOf(target) is not { } settings) continue;
            if (target.Arguments[0] != "scorer") yield return $"{scaler} scales {target}, which must run once";
            if (target.Root.At("spec", "replicas") is not null) yield return $"{target} says how many it is, which is {scaler}'s to say";
            long most = Number(scaler, scaler.Kind == "ScaledObject" ? "maxReplicaCount" : "maxReplicas");
            if (most > settings.Topics.Partitions) yield return $"{scaler} goes up to {most}, with {settings.Topics.Partitions} partitions";
            JsonNode? behavior = scaler.Root.At("spec", "behavior") ?? scaler.Root.At("spec", "advanced", "horizontalPodAutoscalerConfig", "behavior");
            if (!(behavior.At("scaleDown", "stabilizationWindowSeconds") is { } calm && calm.GetValue<long>() >= 600)) yield return $"{scaler} takes scorers away at once: each time the partitions go round";
            foreach (string fault in scaler.Root.Items("spec", "triggers").SelectMany(trigger => Faults(trigger, settings))) yield return $"{scaler}: {fault}";
            if (scaler.Kind == "HorizontalPodAutoscaler" && target.Container.Text("resources", "requests", "cpu").Length == 0) yield return $"{scaler} scales by a share of a request that {target} does not make";
        }
    }

    private static IEnumerable<string> Faults(JsonObject trigger, LadSettings settings)
    {
        Dictionary<string, string> kafka = trigger.Map("metadata");
        if (trigger.Text("type") != "kafka") yield return $"it scales by {trigger.Text("type")}";
        if (kafka.GetValueOrDefault("bootstrapServers") != settings.Kafka.BootstrapServers) yield return $"it asks {kafka.GetValueOrDefault("bootstrapServers")}, scorers {settings.Kafka.BootstrapServers}";
        if (kafka.GetValueOrDefault("consumerGroup") != settings.Kafka.GroupId) yield return $"it looks at the group {kafka.GetValueOrDefault("consumerGroup")}, scorers are in {settings.Kafka.GroupId}";
        if (kafka.GetValueOrDefault("topic") is not { } topic) yield return "it names no topic";
        else if (!settings.Input.From.Topics.Contains(topic)) yield return $"it looks at {topic}, scorers read {settings.Input.From}";
        if (kafka.GetValueOrDefault("allowIdleConsumers") == "true") yield return "it starts scorers that have no partition";
        if (!long.TryParse(kafka.GetValueOrDefault("lagThreshold"), NumberStyles.None, CultureInfo.InvariantCulture, out long lag) || lag < 10_000) yield return "it scales by so little lag as any moment has";
        bool secure = settings.Kafka.Client.GetValueOrDefault("security.protocol") is "SASL_SSL" or "sasl_ssl";
        if (secure && (kafka.GetValueOrDefault("tls") != "enable" || !kafka.ContainsKey("sasl") || trigger["authenticationRef"] is null)) yield return "it does not log in as scorers do";
    }

    private static long Number(Manifest manifest, string name) => manifest.Root.At("spec", name)?.GetValue<long>() ?? long.MaxValue;
}
