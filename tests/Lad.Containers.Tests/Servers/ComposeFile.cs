using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lad.Cli.Tests;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Containers.Tests.Servers;

/// <summary>What <c>docker-compose.kafka.yml</c> says of its services: the one place where images, their versions and the servers' settings are written.</summary>
internal static class ComposeFile
{
    private static readonly JsonObject Services = (JsonObject)YamlTree.File(RepositoryRoot.PathTo("docker-compose.kafka.yml"))["services"]!;

    /// <summary>The image that a service runs.</summary>
    public static string Image(string service) => Of(service).Text("image") is { Length: > 0 } image ? image : throw new InvalidOperationException($"docker-compose.kafka.yml names no image for {service}.");

    /// <summary>The variables of a service.</summary>
    public static IReadOnlyDictionary<string, string> Variables(string service) => Of(service).Map("environment");

    /// <summary>What a service's image is built from: the directory and the file in it.</summary>
    public static (string Context, string Dockerfile) Build(string service)
    {
        JsonNode? build = Of(service).At("build");
        return (RepositoryRoot.PathTo(build.Text("context")), build.Text("dockerfile"));
    }

    /// <summary>The port within the container that a service opens to this machine under the same number.</summary>
    public static int Port(string service) => ((JsonArray)Of(service).At("ports")!).Select(port => Regex.Match(port!.ToString(), @":(\d+):\1$")).First(match => match.Success) is { } found ? int.Parse(found.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>The topics that the connectors of the file copy.</summary>
    public static IReadOnlyList<string> ConnectedTopics()
    {
        string script = ((JsonArray)Of("connectors").At("command")!)[0]!.ToString();
        return Regex.Match(script, "for topic in (.+); do") is { Success: true } found ? found.Groups[1].Value.Split(' ') : throw new InvalidOperationException("docker-compose.kafka.yml names no topics that are connected.");
    }

    private static JsonNode Of(string service) => Services[service] ?? throw new InvalidOperationException($"docker-compose.kafka.yml has no service {service}.");
}
