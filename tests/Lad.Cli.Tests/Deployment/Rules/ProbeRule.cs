using System.Globalization;
using System.Text.Json.Nodes;
using Lad.Cli.Health;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>Each probe asks the path that is its own, at the port on which Health:Listen answers every address of the pod; the image names the same port.</summary>
internal static class ProbeRule
{
    private static readonly (string Probe, string Path)[] Probes = [("startupProbe", HealthRoutes.Startup), ("livenessProbe", HealthRoutes.Live), ("readinessProbe", HealthRoutes.Ready)];

    public static IEnumerable<string> Faults(PodSettings pod)
    {
        Manifest workload = pod.Workload;
        if (!workload.IsService || pod.Effective is null) yield break;
        if (pod.Settings.Health.Listen is not { } listen)
        {
            yield return $"{workload}: nothing answers probes: Health:Listen is not set";
            yield break;
        }
        if (listen.Address is not null) yield return $"{workload}: Health:Listen answers {listen.Address} alone, and not the pod's own address";
        string port = listen.Port.ToString(CultureInfo.InvariantCulture);
        if (listen.Port != DockerImage.Port) yield return $"{workload}: the image exposes {DockerImage.Port}, Health:Listen has {port}";
        foreach ((string probe, string path) in Probes)
        {
            JsonNode? get = workload.Container.At(probe, "httpGet");
            if (get is null) yield return $"{workload} has no {probe}";
            else if (get.Text("path") != path) yield return $"{workload}: the {probe} asks {get.Text("path")} and not {path}";
            else if (Resolve(workload, get.Text("port")) != port) yield return $"{workload}: the {probe} asks port {get.Text("port")}, Health:Listen has {port}";
            if (Seconds(workload.Container.At(probe), "timeoutSeconds", 1) > Seconds(workload.Container.At(probe), "periodSeconds", 10)) yield return $"{workload}: the {probe} takes longer than its period";
        }
    }

    private static string Resolve(Manifest workload, string port) =>
        workload.Container.Items("ports").FirstOrDefault(one => one.Text("name") == port) is { } named ? named.Text("containerPort") : port;

    private static long Seconds(JsonNode? probe, string name, long usual) => probe.At(name) is { } given ? given.GetValue<long>() : usual;
}
