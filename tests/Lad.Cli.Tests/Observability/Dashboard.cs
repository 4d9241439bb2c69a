using System.Text.Json.Nodes;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Observability;

/// <summary>One of <c>config/grafana/dashboards</c>.</summary>
/// <param name="File">Its path.</param>
/// <param name="Root">Its content.</param>
internal sealed record Dashboard(string File, JsonObject Root)
{
    public static IReadOnlyList<Dashboard> All { get; } =
        [.. Directory.GetFiles(RepositoryRoot.PathTo("config", "grafana", "dashboards"), "*.json").Order(StringComparer.Ordinal).Select(file => new Dashboard(file, (JsonObject)JsonNode.Parse(System.IO.File.ReadAllText(file))!))];

    /// <summary>Panels that show something; rows do not.</summary>
    public IEnumerable<JsonObject> Panels => Root.Items("panels").Where(panel => panel.Text("type") != "row");

    /// <summary>The queries that a panel makes.</summary>
    public static IEnumerable<string> Queries(JsonObject panel) => panel.Items("targets").Select(target => target.Text("expr"));

    public override string ToString() => Root.Text("title");
}
