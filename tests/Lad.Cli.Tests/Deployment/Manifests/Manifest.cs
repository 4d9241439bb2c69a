using System.Text.Json.Nodes;

namespace Lad.Cli.Tests.Deployment.Manifests;

/// <summary>One object for the cluster.</summary>
internal sealed record Manifest(JsonObject Root)
{
    public string Kind => Root.Text("kind");

    public string Name => Root.Text("metadata", "name");

    public string Id => $"{Kind}/{Name}";

    public Dictionary<string, string> Labels => Root.Map("metadata", "labels");

    /// <summary>What makes its pods; <see langword="null"/> for what has none.</summary>
    public JsonObject? PodTemplate => Kind is "Deployment" or "StatefulSet" or "Job" ? Root.At("spec", "template") as JsonObject : null;

    public Dictionary<string, string> PodLabels => PodTemplate.Map("metadata", "labels");

    public JsonObject PodSpec => (JsonObject)PodTemplate.At("spec")!;

    public IEnumerable<JsonObject> Containers => PodSpec.Items("containers").Concat(PodSpec.Items("initContainers"));

    public JsonObject Container => Containers.Single();

    public string[] Arguments => Container.At("args") is JsonArray list ? [.. list.Select(word => word!.ToString())] : [];

    /// <summary>Whether it is to run until it is told to stop.</summary>
    public bool IsService => PodTemplate is not null && Kind != "Job";

    public override string ToString() => Id;
}
