using System.Text.Json.Nodes;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>What is written lies in a volume that can be written, and what must outlive the pod in one that does.</summary>
internal static class StorageRule
{
    public static IEnumerable<string> Faults(PodSettings pod)
    {
        Manifest workload = pod.Workload;
        if (!Volumes(workload).Any(volume => volume.Path == "/tmp" && volume.Writable)) yield return $"{workload} cannot write to /tmp";
        if (pod.Effective is null || !workload.IsService) yield break;
        foreach ((string what, string path) in Kept(pod))
        {
            (string Path, bool Writable, bool Lasts) volume = Volumes(workload).Where(volume => path.StartsWith(volume.Path + "/", StringComparison.Ordinal)).OrderByDescending(volume => volume.Path.Length).FirstOrDefault();
            if (!path.StartsWith('/')) yield return $"{workload}: {what} '{path}' is no whole path";
            else if (!volume.Writable) yield return $"{workload}: {what} {path} is in no volume that can be written";
            else if (!volume.Lasts) yield return $"{workload}: {what} {path} would be gone with the pod";
        }
        bool lasts = Volumes(workload).Any(volume => volume.Lasts);
        if (lasts && workload.Root.Text("spec", "replicas") != "1") yield return $"{workload}: a volume of its own is for one pod";
        if (lasts && workload.Kind == "Deployment" && workload.Root.Text("spec", "strategy", "type") != "Recreate") yield return $"{workload}: a second pod would wait for the first one's volume";
    }

    private static IEnumerable<(string What, string Path)> Kept(PodSettings pod)
    {
        if (pod.Settings.Output.To is { Kind: LocationKind.File } to) yield return ("the output", to.Path);
        if (pod.Settings.Output.DeadLetters is { Kind: LocationKind.File } letters) yield return ("the dead letters' file", letters.Path);
        if (pod.Settings.Output.Cursor is { Kind: LocationKind.File } cursor) yield return ("the cursor", cursor.Path);
        if (pod.Workload.Arguments[0] is "factstore")
        {
            FactStoreSettings store = pod.Settings.FactStore;
            if (!store.Connection().Contains("Host=", StringComparison.Ordinal)) yield return ("the database", store.Connection());
            if (store.KeyDirectory.Length > 0) yield return ("the keys' directory", store.KeyDirectory);
        }
        if (pod.Workload.Arguments[0] is "run" && pod.Settings.Model.Location is { Kind: LocationKind.Models or LocationKind.File } model) yield return ("the model", model.Path);
    }

    private static IEnumerable<(string Path, bool Writable, bool Lasts)> Volumes(Manifest workload)
    {
        string[] claimed = [.. workload.Root.Items("spec", "volumeClaimTemplates").Select(claim => claim.Text("metadata", "name"))];
        foreach (JsonObject mount in workload.Container.Items("volumeMounts"))
        {
            JsonObject? volume = workload.PodSpec.Items("volumes").FirstOrDefault(volume => volume.Text("name") == mount.Text("name"));
            bool lasts = claimed.Contains(mount.Text("name")) || volume.At("persistentVolumeClaim") is not null;
            yield return (mount.Text("mountPath"), mount.Text("readOnly") != "true" && (lasts || volume?.ContainsKey("emptyDir") == true), lasts);
        }
    }
}
