using System.Text;
using System.Text.Json.Nodes;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>What an object names must be among the objects.</summary>
internal static class ReferenceRule
{
    public static IEnumerable<string> Faults(IReadOnlyList<Manifest> all)
    {
        foreach (IGrouping<string, Manifest> same in all.GroupBy(manifest => manifest.Id).Where(same => same.Count() > 1)) yield return $"{same.Key} is there {same.Count()} times";
        foreach (Manifest manifest in all)
        {
            foreach ((string kind, string name) in Named(manifest))
                if (!all.Any(other => other.Kind == kind && other.Name == name)) yield return $"{manifest}: there is no {kind}/{name}";
            foreach (string fault in Keys(manifest, all)) yield return fault;
            if (manifest.PodTemplate is null) continue;
            string[] volumes = [.. manifest.PodSpec.Items("volumes").Concat(manifest.Root.Items("spec", "volumeClaimTemplates").Select(claim => (JsonObject)claim["metadata"]!)).Select(volume => volume.Text("name"))];
            string[] mounted = [.. manifest.Containers.SelectMany(container => container.Items("volumeMounts")).Select(mount => mount.Text("name"))];
            foreach (string name in mounted.Except(volumes)) yield return $"{manifest}: there is no volume {name}";
            foreach (string name in volumes.Except(mounted)) yield return $"{manifest}: the volume {name} is mounted nowhere";
        }
    }

    private static IEnumerable<(string Kind, string Name)> Named(Manifest manifest)
    {
        JsonObject root = manifest.Root;
        if (manifest.PodTemplate is not null)
        {
            yield return ("ServiceAccount", manifest.PodSpec.Text("serviceAccountName"));
            foreach (JsonObject volume in manifest.PodSpec.Items("volumes"))
            {
                if (volume["configMap"] is { } map) yield return ("ConfigMap", map.Text("name"));
                if (volume["secret"] is { } secret) yield return ("Secret", secret.Text("secretName"));
                if (volume["persistentVolumeClaim"] is { } claim) yield return ("PersistentVolumeClaim", claim.Text("claimName"));
            }
            foreach (JsonObject reference in SecretKeys(manifest)) yield return ("Secret", reference.Text("name"));
        }
        if (manifest.Kind == "StatefulSet") yield return ("Service", root.Text("spec", "serviceName"));
        if (root.At("spec", "scaleTargetRef") is { } target) yield return (target.Text("kind"), target.Text("name"));
        foreach (JsonObject trigger in root.Items("spec", "triggers"))
            if (trigger["authenticationRef"] is { } login) yield return ("TriggerAuthentication", login.Text("name"));
        foreach (JsonObject reference in root.Items("spec", "secretTargetRef")) yield return ("Secret", reference.Text("name"));
    }

    // A key that a secret does not have keeps a pod from starting.
    private static IEnumerable<string> Keys(Manifest manifest, IReadOnlyList<Manifest> all)
    {
        IEnumerable<(string Name, string Key)> wanted = manifest.Root.Items("spec", "secretTargetRef").Select(reference => (reference.Text("name"), reference.Text("key")));
        if (manifest.PodTemplate is not null)
        {
            wanted = wanted.Concat(SecretKeys(manifest).Select(reference => (reference.Text("name"), reference.Text("key"))))
                .Concat(manifest.PodSpec.Items("volumes").SelectMany(volume => volume.Items("secret", "items").Select(item => (volume.Text("secret", "secretName"), item.Text("key")))));
        }
        foreach ((string name, string key) in wanted)
            if (all.FirstOrDefault(other => other.Kind == "Secret" && other.Name == name) is { } secret && !Data(secret).ContainsKey(key)) yield return $"{manifest}: the secret {name} has no {key}";
    }

    /// <summary>What a secret holds, in clear.</summary>
    public static Dictionary<string, string> Data(Manifest secret)
    {
        Dictionary<string, string> data = secret.Root.Map("data").ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetString(Convert.FromBase64String(pair.Value)));
        foreach ((string name, string value) in secret.Root.Map("stringData")) data[name] = value;
        return data;
    }

    private static IEnumerable<JsonObject> SecretKeys(Manifest manifest) =>
        manifest.Containers.SelectMany(container => container.Items("env")).Select(variable => variable.At("valueFrom", "secretKeyRef")).OfType<JsonObject>();
}
