using System.Text.Json.Nodes;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>Kubernetes's pod security standard "restricted", and beyond it: no token, a file system that is only read, a bound on memory.</summary>
internal static class PodSecurityRule
{
    private static readonly string[] Volumes = ["configMap", "emptyDir", "persistentVolumeClaim", "projected", "secret"];

    /// <summary>What is wrong with one workload.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="fixedUser">The user that it must run as; <see langword="null"/>: it must leave that to the cluster.</param>
    public static IEnumerable<string> Faults(Manifest workload, long? fixedUser)
    {
        JsonObject pod = workload.PodSpec;
        foreach (string share in new[] { "hostNetwork", "hostPID", "hostIPC" })
            if (pod.ContainsKey(share)) yield return $"{workload} has {share}";
        if (pod.Text("securityContext", "runAsNonRoot") != "true") yield return $"{workload} may run as root";
        if (pod.Text("securityContext", "seccompProfile", "type") != "RuntimeDefault") yield return $"{workload} has no seccomp profile";
        if (pod.Text("automountServiceAccountToken") != "false") yield return $"{workload} gets a token of the cluster";
        foreach (string id in new[] { "runAsUser", "runAsGroup", "fsGroup" })
        {
            string given = pod.Text("securityContext", id);
            bool right = fixedUser is null ? given.Length == 0 : given == fixedUser.ToString() || (id == "fsGroup" && given.Length == 0);
            if (!right) yield return $"{workload} has {id} '{given}'";
        }
        foreach (JsonObject volume in pod.Items("volumes"))
            if (volume.Select(member => member.Key).Except(Volumes).Except(["name"]).Any()) yield return $"{workload}: the volume {volume.Text("name")} is of a kind that is not allowed";
        foreach (JsonObject container in workload.Containers)
            foreach (string fault in Faults(container)) yield return $"{workload}: {fault}";
    }

    private static IEnumerable<string> Faults(JsonObject container)
    {
        JsonNode? context = container["securityContext"];
        if (context.Text("allowPrivilegeEscalation") != "false") yield return "its privileges may grow";
        if (context.Text("readOnlyRootFilesystem") != "true") yield return "its file system can be written";
        if (context.At("capabilities", "drop") is not JsonArray dropped || dropped.All(one => one!.ToString() != "ALL")) yield return "it keeps capabilities";
        if (context.At("capabilities", "add") is not null) yield return "it adds capabilities";
        foreach (string member in new[] { "privileged", "runAsUser", "procMount" })
            if (context.At(member) is not null) yield return $"it has {member}";
        if (container.Items("ports").Any(port => port.ContainsKey("hostPort"))) yield return "it takes a port of the node";
        if (container.Text("resources", "limits", "memory").Length == 0 || container.Text("resources", "requests", "memory").Length == 0) yield return "its memory has no request or no limit";
        if (container.Text("resources", "requests", "cpu").Length == 0) yield return "it requests no processor time";
    }
}
