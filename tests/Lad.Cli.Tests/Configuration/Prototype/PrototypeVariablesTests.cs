using System.Collections;
using Lad.Cli.Configuration;
using Lad.Cli.Configuration.Prototype;

namespace Lad.Cli.Tests.Configuration.Prototype;

public sealed class PrototypeVariablesTests : IDisposable
{
    /// <summary>What the prototype's script for the environment set.</summary>
    private static readonly (string Name, string Value)[] Script =
    [
        ("LADT_ELASTICSEARCH_ENDPOINT", "http://es.example:9280"), ("LADT_MODEL", "map.sav"), ("LADT_INDEX", "logstash-"), ("LADT_TIME_SPAN", "900"), ("LADT_MAX_ENTRIES", "25000"),
        ("LADT_ITERS", "20000"), ("LADT_SERVICE", "journal"),
        ("LADI_ELASTICSEARCH_ENDPOINT", "http://es.example:9280"), ("LADI_MODEL", "map.sav"), ("LADI_INDEX", "logstash-"), ("LADI_OUTDEX", "found"), ("LADI_TIME_SPAN", "60"), ("LADI_MAX_ENTRIES", "250"),
        ("LADI_SERVICE", "journal"), ("LADI_THRESHOLD", "0.99"), ("LADI_MAX_ANOMALIES", "5"),
    ];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("Elasticsearch:Nodes", "http://es.example:9280", "LADT_ELASTICSEARCH_ENDPOINT")]
    [InlineData("Model:Location", "file:map.sav", "LADT_MODEL")]
    [InlineData("Training:From", "es:logstash-*", "LADT_INDEX")]
    [InlineData("Training:Since", "-15m", "LADT_TIME_SPAN")]
    [InlineData("Training:MaxRecords", "25000", "LADT_MAX_ENTRIES")]
    [InlineData("Training:Latest", "true", "LADT_MAX_ENTRIES")]
    [InlineData("Training:MapIterations", "20000", "LADT_ITERS")]
    [InlineData("Training:Service", "journal", "LADT_SERVICE")]
    [InlineData("Input:From", "es:logstash-*", "LADI_INDEX")]
    [InlineData("Output:To", "es:found", "LADI_OUTDEX")]
    [InlineData("Input:Since", "-1m", "LADI_TIME_SPAN")]
    [InlineData("Alerts:Window", "1m", "LADI_TIME_SPAN")]
    [InlineData("Elasticsearch:PollInterval", "1m", "LADI_TIME_SPAN")]
    [InlineData("Elasticsearch:PageSize", "250", "LADI_MAX_ENTRIES")]
    [InlineData("Elasticsearch:Service", "journal", "LADI_SERVICE")]
    [InlineData("Threshold:Policy", "max-fraction", "LADI_THRESHOLD")]
    [InlineData("Threshold:Parameter", "0.99", "LADI_THRESHOLD")]
    [InlineData("Alerts:MaxPerWindow", "5", "LADI_MAX_ANOMALIES")]
    [InlineData("Run:AtStart", "update", "LADT_INDEX")]
    [InlineData("Output:Emit", "anomalies", "LADI_OUTDEX")]
    [InlineData("Output:Cursor", "file:map.sav.cursor", "LADT_MODEL")]
    [InlineData("Elasticsearch:AnomaliesIndex", "", "LADI_OUTDEX")]
    [InlineData("Elasticsearch:ServiceField", "service", "LADI_SERVICE")]
    public void Each_variable_of_the_prototypes_script_is_a_setting_that_names_it(string key, string value, string origin)
    {
        EffectiveSettings effective = Load(Script);

        Setting setting = SettingCatalogue.Find(key)!;
        Assert.Equal((value, origin), (setting.Show(effective.Settings), effective.Origin(setting)));
        Assert.Empty(effective.Notes);
    }

    [Fact]
    public void They_win_over_the_file_and_what_they_only_imply_does_not_and_the_environment_wins_over_both()
    {
        string file = directory.Write("lad.json", """{"Alerts":{"MaxPerWindow":7},"Output":{"Emit":"all"},"Input":{"Since":"-2h"}}""");

        EffectiveSettings effective = Load(file, [.. Script, ("Lad__Input__Since", "-3h")]);

        Assert.Equal(("5", "all", "-3h"), (SettingCatalogue.MaxPerWindow.Show(effective.Settings), SettingCatalogue.EmitWhich.Show(effective.Settings), SettingCatalogue.Since.Show(effective.Settings)));
    }

    [Fact]
    public void What_is_wrong_is_listed_at_once_under_the_variables_names_and_shows_no_password()
    {
        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => Load(
            ("LADT_TIME_SPAN", "soon"), ("LADI_THRESHOLD", "-1"), ("LADI_MAX_ANOMALIES", "0"), ("LADT_UPDATE_MODEL", "perhaps"), ("LADI_OUTDEX", "Found"),
            ("LADI_ELASTICSEARCH_ENDPOINT", "http://joe:geheim@:92x0")));

        Assert.Equal(["LADI_ELASTICSEARCH_ENDPOINT", "LADI_MAX_ANOMALIES", "LADI_OUTDEX", "LADI_THRESHOLD", "LADT_TIME_SPAN", "LADT_UPDATE_MODEL"], refusal.Faults.Select(fault => fault.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(refusal.Faults, fault => fault.Contains("geheim", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_variable_is_named_with_the_one_that_was_probably_meant()
    {
        Assert.Contains("LADI_TRESHOLD: is no variable that LAD knows; did you mean LADI_THRESHOLD?", Load(("LADI_TRESHOLD", "0.9")).Notes);
        Assert.Empty(Load(("LADI_TRESHOLD", ""), ("LADDER", "x")).Notes);
    }

    [Theory]
    [InlineData("es-1", "http://es-1:9200", "", "")]
    [InlineData("es-1:9201", "http://es-1:9201", "", "")]
    [InlineData("http://es-1", "http://es-1:9200", "", "")]
    [InlineData("http://es-1:80/path/", "http://es-1:80/path", "", "")]
    [InlineData("https://es-1", "https://es-1:443", "", "")]
    [InlineData("joe:a%40b@es-1:9201", "http://es-1:9201", "joe", "a@b")]
    [InlineData("https://joe:b@es-1:9201, https://joe:b@es-2:9201", "https://es-1:9201\nhttps://es-2:9201", "joe", "b")]
    [InlineData("http://[::1]:9201", "http://[::1]:9201", "", "")]
    public void An_address_has_the_forms_that_the_prototypes_client_took(string text, string nodes, string user, string password)
    {
        ElasticsearchSettings settings = Load(("LADI_ELASTICSEARCH_ENDPOINT", text)).Settings.Elasticsearch;

        Assert.Equal((nodes, user, password), (string.Join('\n', settings.Nodes), settings.User, settings.Password));
    }

    [Fact]
    public void Two_clusters_are_a_fault_that_says_what_to_do_and_shows_no_password()
    {
        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => Load(("LADT_ELASTICSEARCH_ENDPOINT", "joe:geheim@es-1"), ("LADI_ELASTICSEARCH_ENDPOINT", "joe:geheim@es-2")));

        string fault = Assert.Single(refusal.Faults);
        Assert.Contains("names http://es-2:9200 and LADT_ELASTICSEARCH_ENDPOINT http://es-1:9200", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fault, StringComparison.Ordinal);
        Assert.Equal("http://es-1:9200", Assert.Single(Load(("LADT_ELASTICSEARCH_ENDPOINT", "es-1"), ("LADI_ELASTICSEARCH_ENDPOINT", "http://ES-1:9200/")).Settings.Elasticsearch.Nodes));
    }

    [Fact]
    public void Two_models_are_a_fault() =>
        Assert.Contains("LADI_MODEL: names 'b.lad' and LADT_MODEL 'a.lad'", Assert.Single(Assert.Throws<ConfigurationException>(() => Load(("LADT_MODEL", "a.lad"), ("LADI_MODEL", "b.lad"))).Faults), StringComparison.Ordinal);

    [Fact]
    public void A_directory_stands_before_the_models_name() =>
        Assert.Equal("file:models/map.sav", SettingCatalogue.Model.Show(Load(("LADT_MODEL_DIR", "models"), ("LADT_MODEL", "map.sav"), ("LADI_MODEL", "map.sav")).Settings));

    [Theory]
    [InlineData("models/map.sav")]
    [InlineData("map.sav")]
    [InlineData("map.lad")]
    public void A_path_as_the_index_is_the_models_and_that_is_said(string path)
    {
        EffectiveSettings effective = Load(("LADT_INDEX", "logs-app"), ("LADI_INDEX", path));

        Assert.Equal(("file:" + path, "es:logs-app"), (SettingCatalogue.Model.Show(effective.Settings), SettingCatalogue.From.Show(effective.Settings)));
        Assert.Equal($"LADI_INDEX: '{path}' is understood as the path of the model; the index watched is logs-app, of LADT_INDEX", Assert.Single(effective.Notes));
    }

    [Fact]
    public void A_path_as_the_index_does_not_displace_the_model_that_is_named()
    {
        EffectiveSettings effective = Load(("LADT_INDEX", "logs-app"), ("LADI_INDEX", "models/other.sav"), ("LADI_MODEL", "map.sav"));

        Assert.Equal("file:map.sav", SettingCatalogue.Model.Show(effective.Settings));
        Assert.Contains("LADI_MODEL names 'map.sav', which is taken", Assert.Single(effective.Notes), StringComparison.Ordinal);
        Assert.Throws<ConfigurationException>(() => Load(("LADI_INDEX", "models/other.sav")));
    }

    [Fact]
    public void Without_an_index_to_watch_the_one_that_is_learned_from_is_watched()
    {
        EffectiveSettings effective = Load(("LADT_INDEX", "logs-app"), ("LADT_SERVICE", "shop"));

        Assert.Equal(("es:logs-app", "shop"), (SettingCatalogue.From.Show(effective.Settings), effective.Settings.Elasticsearch.Service));
    }

    [Fact]
    public void The_later_names_keep_their_meaning()
    {
        EffectiveSettings effective = Load(("LADI_TARGET_INDEX", "found-"), ("LADT_TRAIN_LAG", "15"), ("LADI_TIME_SPAN", "120"), ("LADT_UPDATE_MODEL", "False"), ("LADI_CHUNK_SIZE", "100"), ("OPENSHIFT_BUILD_NAMESPACE", "prod"));

        Assert.Equal(("es:found-", "all", "lad-v1", "30m", "learn", "prod"), (SettingCatalogue.To.Show(effective.Settings), SettingCatalogue.EmitWhich.Show(effective.Settings), effective.Settings.Output.Format,
            SettingCatalogue.RetrainEvery.Show(effective.Settings), effective.Settings.Run.AtStart, effective.Settings.Output.Namespace));
        Assert.StartsWith("LADI_CHUNK_SIZE: has no counterpart", Assert.Single(effective.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fraction_may_lie_beyond_the_largest_distance() =>
        Assert.Equal(1.5, Load(("LADI_THRESHOLD", "1.5")).Settings.Threshold.Parameter);

    [Fact]
    public void The_documentation_lists_the_variables_that_the_code_has() =>
        Assert.Contains(PrototypeTable.Write(), File.ReadAllText(RepositoryRoot.PathTo("docs", "configuration.md")), StringComparison.Ordinal);

    [Theory]
    [InlineData("LADT_ELASTICSEARCH_ENDPOINT LADT_MODEL LADT_INDEX LADT_TIME_SPAN LADT_MAX_ENTRIES LADT_ITERS LADT_SERVICE")]
    [InlineData("LADI_ELASTICSEARCH_ENDPOINT LADI_MODEL LADI_INDEX LADI_OUTDEX LADI_TIME_SPAN LADI_MAX_ENTRIES LADI_SERVICE LADI_THRESHOLD LADI_MAX_ANOMALIES")]
    public void Every_variable_that_the_prototype_read_is_known_and_sets_something(string names) =>
        Assert.All(names.Split(' '), name => Assert.NotEmpty(PrototypeVariables.Find(name)!.Settings));

    private EffectiveSettings Load(params (string Name, string Value)[] variables) => Load(directory.Write("empty.json", "{}"), variables);

    private static EffectiveSettings Load(string file, (string Name, string Value)[] variables)
    {
        var environment = new Hashtable();
        foreach ((string name, string value) in variables) environment[name] = value;
        return EffectiveSettings.Load(file, environment, SettingLayer.Empty);
    }
}
