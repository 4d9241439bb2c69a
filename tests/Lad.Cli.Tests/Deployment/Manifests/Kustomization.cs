using System.Text;
using System.Text.Json.Nodes;

namespace Lad.Cli.Tests.Deployment.Manifests;

/// <summary>
/// Renders a kustomization without kustomize: as much of it as deploy/kubernetes uses, and a refusal of everything else. Generated names get no suffix.
/// </summary>
internal sealed class Kustomization
{
    private static readonly string[] Known = ["apiVersion", "kind", "namespace", "resources", "components", "labels", "configMapGenerator", "secretGenerator", "images", "patches"];
    private readonly List<Manifest> manifests = [];

    private Kustomization()
    {
    }

    /// <summary>What stands in a directory, with components behind it.</summary>
    public static IReadOnlyList<Manifest> Render(string directory, params string[] components)
    {
        var rendered = new Kustomization();
        rendered.Add(directory);
        foreach (string component in components) rendered.Add(component);
        return rendered.manifests;
    }

    private void Add(string directory)
    {
        JsonObject file = YamlTree.File(Path.Combine(directory, "kustomization.yaml"));
        if (file.Select(member => member.Key).Except(Known).FirstOrDefault() is { } unknown) throw new InvalidOperationException($"{directory}: this renderer does not know {unknown}.");
        foreach (string resource in Texts(file, "resources"))
        {
            string path = Path.GetFullPath(Path.Combine(directory, resource));
            if (Directory.Exists(path)) manifests.AddRange(Render(path));
            else manifests.AddRange(YamlTree.Documents(File.ReadAllText(path)).Select(document => new Manifest(document)));
        }
        foreach (JsonObject generator in file.Items("configMapGenerator")) manifests.Add(Generated("ConfigMap", "data", generator, directory));
        foreach (JsonObject generator in file.Items("secretGenerator")) manifests.Add(Generated("Secret", "data", generator, directory));
        foreach (string component in Texts(file, "components")) Add(Path.GetFullPath(Path.Combine(directory, component)));
        foreach (JsonObject patch in file.Items("patches")) Patch(patch, directory);
        foreach (JsonObject labels in file.Items("labels")) Label(labels);
        foreach (JsonObject image in file.Items("images")) Rename(image);
        if (file.Text("namespace") is { Length: > 0 } name)
            foreach (Manifest manifest in manifests.Where(manifest => manifest.Kind != "Namespace")) manifest.Root.Make("metadata")["namespace"] = name;
    }

    private static Manifest Generated(string kind, string member, JsonObject generator, string directory)
    {
        var data = new JsonObject();
        foreach (string file in Texts(generator, "files")) Put(file, File.ReadAllText(Path.Combine(directory, file)));
        foreach (string file in Texts(generator, "envs"))
            foreach (string line in File.ReadLines(Path.Combine(directory, file))) Put(line[..line.IndexOf('=')], line[(line.IndexOf('=') + 1)..]);
        var made = new JsonObject { ["apiVersion"] = "v1", ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = generator.Text("name") }, [member] = data };
        if (kind == "Secret") made["type"] = "Opaque";
        return new Manifest(made);

        void Put(string name, string value) => data[name] = kind == "Secret" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) : value;
    }

    private void Patch(JsonObject patch, string directory)
    {
        JsonObject change = YamlTree.File(Path.Combine(directory, patch.Text("path")));
        (string kind, string name) = (change.Text("kind"), change.Text("metadata", "name"));
        Manifest[] targets = [.. manifests.Where(patch["target"] is JsonObject target ? manifest => manifest.Kind == target.Text("kind") && HasLabel(manifest, target.Text("labelSelector")) : manifest => manifest.Kind == kind && manifest.Name == name)];
        if (targets.Length == 0 && patch["target"] is null) throw new InvalidOperationException($"{directory}: nothing is called {kind}/{name}.");
        foreach (string identity in new[] { "apiVersion", "kind", "metadata" }) change.Remove(identity);
        foreach (Manifest manifest in targets) StrategicMerge.Apply(manifest.Root, change);
    }

    private static bool HasLabel(Manifest manifest, string selector) => manifest.Labels.GetValueOrDefault(selector.Split('=')[0]) == selector.Split('=')[1];

    private void Label(JsonObject labels)
    {
        foreach ((string name, string value) in labels.Map("pairs"))
        {
            foreach (Manifest manifest in manifests)
            {
                manifest.Root.Make("metadata", "labels")[name] = value;
                manifest.PodTemplate?.Make("metadata", "labels")[name] = value;
                foreach (JsonObject claim in manifest.Root.Items("spec", "volumeClaimTemplates")) claim.Make("metadata", "labels")[name] = value;
            }
        }
    }

    private void Rename(JsonObject image)
    {
        foreach (JsonObject container in manifests.Where(manifest => manifest.PodTemplate is not null).SelectMany(manifest => manifest.Containers))
        {
            string[] now = container.Text("image").Split(':');
            if (now[0] != image.Text("name")) continue;
            string tag = image.Text("newTag") is { Length: > 0 } given ? given : now[^1];
            container["image"] = $"{(image.Text("newName") is { Length: > 0 } name ? name : now[0])}:{tag}";
        }
    }

    private static IEnumerable<string> Texts(JsonObject map, string name) => map[name] is JsonArray list ? list.Select(item => item!.ToString()) : [];
}
