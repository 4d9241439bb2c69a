using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Observability;

public sealed partial class DashboardTests
{
    private static readonly string[] Variables = ["datasource", "job", "instance", "model"];

    public static TheoryData<string> Files => [.. Dashboard.All.Select(dashboard => Path.GetFileName(dashboard.File))];

    [Fact]
    public void There_are_three_each_with_an_identity_of_its_own()
    {
        Assert.Equal(["lad-detection", "lad-factstore", "lad-pipeline"], Dashboard.All.Select(dashboard => dashboard.Root.Text("uid")).Order(StringComparer.Ordinal));
        Assert.All(Dashboard.All, dashboard => Assert.Equal(dashboard.Root.Text("uid"), Path.GetFileNameWithoutExtension(dashboard.File)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_dashboard_asks_for_what_is_exported_with_the_labels_that_it_has(string file)
    {
        Dashboard dashboard = Of(file);

        Assert.Empty(dashboard.Panels.SelectMany(Dashboard.Queries).Concat(dashboard.Root.Items("annotations", "list").Select(annotation => annotation.Text("expr"))).SelectMany(Naming.Faults));
        Assert.All(dashboard.Root.Items("templating", "list").Select(variable => LabelValues().Match(variable.Text("definition"))).Where(match => match.Success), match =>
            Assert.Empty(Naming.Faults($"sum by ({match.Groups["label"].Value}) ({match.Groups["series"].Value})")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_panel_has_a_title_a_description_a_unit_and_queries_with_legends(string file)
    {
        Dashboard dashboard = Of(file);

        Assert.Equal(dashboard.Panels.Count(), dashboard.Panels.Select(panel => panel.Text("title") + panel.Text("type")).Distinct().Count());
        Assert.All(dashboard.Panels, panel =>
        {
            Assert.NotEqual("", panel.Text("title"));
            Assert.EndsWith(".", panel.Text("description"), StringComparison.Ordinal);
            Assert.NotEqual("", panel.Text("fieldConfig", "defaults", "unit"));
            Assert.NotEmpty(Dashboard.Queries(panel));
            Assert.DoesNotContain("", Dashboard.Queries(panel));
            Assert.All(panel.Items("targets"), target => Assert.True(target.Text("format") == "table" || target.Text("legendFormat") != "", panel.Text("title")));
            Assert.Equal(panel.Items("targets").Count(), panel.Items("targets").Select(target => target.Text("refId")).Distinct().Count());
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_data_source_the_job_and_the_process_are_variables_everywhere(string file)
    {
        Dashboard dashboard = Of(file);
        string[] declared = [.. dashboard.Root.Items("templating", "list").Select(variable => variable.Text("name"))];

        Assert.All(dashboard.Panels.Select(panel => panel.Text("datasource", "uid")).Concat(dashboard.Root.Items("annotations", "list").Select(annotation => annotation.Text("datasource", "uid")))
            .Concat(dashboard.Root.Items("templating", "list").Where(variable => variable.Text("type") == "query").Select(variable => variable.Text("datasource", "uid"))), uid => Assert.Equal("${datasource}", uid));
        Assert.All(dashboard.Panels.SelectMany(Dashboard.Queries).SelectMany(query => PromQl.Parse(query).Series), series => Assert.Empty(new[] { "job", "instance" }.Except(series.Labels)));
        Assert.Empty(declared.Except(Variables));
        Assert.Empty(dashboard.Panels.SelectMany(Dashboard.Queries).SelectMany(query => Variable().Matches(query)).Select(match => match.Groups[1].Value).Except([.. declared, "__rate_interval", "__range"]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Panels_have_identities_of_their_own_and_lie_side_by_side(string file)
    {
        JsonObject[] panels = [.. Of(file).Root.Items("panels")];

        Assert.Equal(panels.Length, panels.Select(panel => panel.Text("id")).Distinct().Count());
        (int X, int Y, int Right, int Bottom)[] places = [.. panels.Select(panel => (At(panel, "x"), At(panel, "y"), At(panel, "x") + At(panel, "w"), At(panel, "y") + At(panel, "h")))];
        Assert.All(places, place => Assert.InRange(place.Right, 1, 24));
        for (int i = 0; i < places.Length; i++)
            Assert.DoesNotContain(places[..i], other => other.X < places[i].Right && places[i].X < other.Right && other.Y < places[i].Bottom && places[i].Y < other.Bottom);
    }

    private static int At(JsonObject panel, string side) => panel.At("gridPos", side)!.GetValue<int>();

    private static Dashboard Of(string file) => Dashboard.All.Single(dashboard => Path.GetFileName(dashboard.File) == file);

    [GeneratedRegex(@"^label_values\((?<series>.+), (?<label>\w+)\)$")]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Variable();
}
