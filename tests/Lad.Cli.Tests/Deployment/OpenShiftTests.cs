using System.Text.Json.Nodes;
using Lad.Cli.Configuration;
using Lad.Cli.Tests.Deployment.Manifests;
using Lad.Cli.Tests.Deployment.Rules;

namespace Lad.Cli.Tests.Deployment;

public sealed class OpenShiftTests
{
    private const string Endpoint = "https://elasticsearch:9200";
    private static readonly OpenShiftTemplate Template = OpenShiftTemplate.Read();
    private static readonly (string, string)[] Endpoints = [("LADT_ELASTICSEARCH_ENDPOINT", Endpoint), ("LADI_ELASTICSEARCH_ENDPOINT", Endpoint)];

    [Fact]
    public void It_asks_for_every_parameter_of_the_prototype_and_hands_it_on_under_its_name()
    {
        IReadOnlyList<JsonObject> parameters = Template.Parameters;
        Manifest watcher = Assert.Single(Template.Process(Endpoints), manifest => manifest.PodTemplate is not null);

        Assert.Empty(LegacyNames.All.Except(parameters.Select(parameter => parameter.Text("name"))));
        JsonObject raw = Template.Root.Items("objects").Single(made => made.Text("kind") == "Deployment");
        Assert.All(LegacyNames.All, name => Assert.Equal($"${{{name}}}", new Manifest(raw).Container.Items("env").Single(variable => variable.Text("name") == name).Text("value")));
        Assert.Equal(["run"], watcher.Arguments);
    }

    [Fact]
    public void Every_parameter_is_declared_once_described_used_and_has_a_value_or_asks_for_one()
    {
        string[] declared = [.. Template.Parameters.Select(parameter => parameter.Text("name"))];

        Assert.Equal(declared.Order(StringComparer.Ordinal), Template.Used().Order(StringComparer.Ordinal));
        Assert.All(Template.Parameters, parameter =>
        {
            Assert.Matches("^[A-Z][A-Z0-9_]*$", parameter.Text("name"));
            Assert.NotEqual("", parameter.Text("displayName"));
            Assert.EndsWith(".", parameter.Text("description"), StringComparison.Ordinal);
            Assert.True(parameter["value"] is null or JsonValue { } and not null && (parameter["value"] is null || parameter["value"]!.GetValueKind() == System.Text.Json.JsonValueKind.String), $"{parameter.Text("name")}: oc takes text alone as a value");
        });
    }

    [Fact]
    public void An_address_of_the_prototype_s_authors_is_not_the_default_so_it_must_be_given() =>
        Assert.Contains("LADT_ELASTICSEARCH_ENDPOINT", Assert.Throws<InvalidOperationException>(() => Template.Process()).Message, StringComparison.Ordinal);

    [Fact]
    public void What_it_makes_holds_together_and_runs_under_the_restricted_constraints_as_any_user() =>
        Assert.Empty(ManifestCheck.Faults(Template.Process(Endpoints), fixedUser: null));

    [Fact]
    public void The_program_takes_from_it_what_the_parameters_say()
    {
        IReadOnlyList<Manifest> all = Template.Process([.. Endpoints, ("LADI_SERVICE", "shop"), ("LADT_SERVICE", "shop"), ("ELASTICSEARCH_API_KEY", "aWQ6a2V5")]);
        using var pod = new PodSettings(all.Single(manifest => manifest.PodTemplate is not null), all);

        LadSettings settings = pod.Settings;
        Assert.Equal("es:logstash-*", settings.Input.From.ToString());
        Assert.Equal("es:logs-lad.anomaly-default", settings.Output.To.ToString());
        Assert.Equal("file:/var/lib/lad/map.lad", settings.Model.Location.ToString());
        Assert.Equal("file:/var/lib/lad/map.lad.cursor", settings.Output.Cursor!.ToString());
        Assert.Equal([Endpoint], settings.Elasticsearch.Nodes.Select(node => node.TrimEnd('/')));
        Assert.Equal(("shop", "aWQ6a2V5"), (settings.Elasticsearch.Service, settings.Elasticsearch.ApiKey));
        Assert.Equal(("max-fraction", 0.99, 5), (settings.Threshold.Policy, settings.Threshold.Parameter, settings.Alerts.MaxPerWindow));
        Assert.Equal((45_000, 4_500), (settings.Training.MapIterations, settings.Training.MaxRecords));
    }

    [Fact]
    public void Two_of_another_name_have_nothing_in_common()
    {
        IReadOnlyList<Manifest> one = Template.Process([.. Endpoints, ("NAME", "lad-journal")]), other = Template.Process([.. Endpoints, ("NAME", "lad-shop")]);

        Assert.Empty(one.Select(manifest => manifest.Id).Intersect(other.Select(manifest => manifest.Id)));
        Assert.Empty(ManifestCheck.Faults([.. one, .. other], fixedUser: null));
    }
}
