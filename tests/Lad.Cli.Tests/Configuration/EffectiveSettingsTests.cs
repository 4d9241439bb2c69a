using System.Collections;
using Lad.Cli.Configuration;

namespace Lad.Cli.Tests.Configuration;

public sealed class EffectiveSettingsTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file_and_that_over_defaults()
    {
        string file = directory.Write("lad.json", """{"Training":{"Seed":2,"HoldBack":0.3,"MaxRecords":4},}""");
        var variables = new Hashtable { ["Lad__Training__Seed"] = "5", ["Lad__Training__HoldBack"] = "0.1" };

        EffectiveSettings effective = EffectiveSettings.Load(file, variables, new SettingLayer([new("Training:Seed", "9", "--seed")], []));

        Assert.Equal((9, 0.1, 4L, "quantile"), (effective.Settings.Training.Seed, effective.Settings.Training.HoldBack, effective.Settings.Training.MaxRecords, effective.Settings.Threshold.Policy));
        Assert.Equal("--seed", effective.Origin(SettingCatalogue.Seed));
        Assert.Equal("Lad__Training__HoldBack", effective.Origin(SettingCatalogue.HoldBack));
        Assert.Equal(file, effective.Origin(SettingCatalogue.MaxRecords));
        Assert.Equal("default", effective.Origin(SettingCatalogue.Policy));
    }

    [Fact]
    public void All_faults_of_all_layers_are_listed_at_once()
    {
        string file = directory.Write("lad.json", """{"Training":{"Sed":2,"HoldBack":0.9},"Output":{"Emit":{"a":1}},"Threshold":{"Parameter":2}}""");
        var variables = new Hashtable { ["Lad__Alerts__Window"] = "soon", ["Other"] = "x" };

        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(file, variables, SettingLayer.Empty));

        Assert.Equal(5, refusal.Faults.Count);
        Assert.Contains(refusal.Faults, fault => fault.Contains("did you mean Training:Seed?", StringComparison.Ordinal));
        Assert.Contains(refusal.Faults, fault => fault.Contains("Training:HoldBack must be a number above 0 and below 0.5", StringComparison.Ordinal));
        Assert.Contains(refusal.Faults, fault => fault.Contains("Output:Emit must be", StringComparison.Ordinal));
        Assert.Contains(refusal.Faults, fault => fault.Contains("Lad__Alerts__Window", StringComparison.Ordinal));
        Assert.Contains(refusal.Faults, fault => fault.Contains("Threshold:Parameter must be below 1", StringComparison.Ordinal));
    }

    [Fact]
    public void The_file_is_the_one_that_LAD_CONFIG_names_unless_the_command_line_names_one()
    {
        string named = directory.Write("named.json", """{"Training":{"Seed":2}}""");
        string given = directory.Write("given.json", """{"Training":{"Seed":3}}""");
        var variables = new Hashtable { ["LAD_CONFIG"] = named };

        Assert.Equal(2, EffectiveSettings.Load(null, variables, SettingLayer.Empty).Settings.Training.Seed);
        Assert.Equal(3, EffectiveSettings.Load(given, variables, SettingLayer.Empty).Settings.Training.Seed);
    }

    [Theory]
    [InlineData("{\"Training\":{\"Seed\":", "is not JSON")]
    [InlineData("[1]", "must hold one JSON object")]
    [InlineData("{\"Training\":{\"Seed\":1,\"Seed\":2}}", "is not JSON")]
    public void A_file_that_is_no_configuration_is_refused_with_its_name(string content, string reason)
    {
        string file = directory.Write("lad.json", content);

        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(file, new Hashtable(), SettingLayer.Empty));

        Assert.Contains(reason, Assert.Single(refusal.Faults), StringComparison.Ordinal);
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_asked_for_and_is_missing_is_refused()
    {
        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(directory.PathTo("no.json"), new Hashtable(), SettingLayer.Empty));

        Assert.Contains("cannot be read", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_come_from_arrays_and_from_numbered_variables()
    {
        string file = directory.Write("lad.json", """{"Training":{"MaskPatterns":["a+","b"]}}""");
        var variables = new Hashtable { ["Lad__Training__MaskPatterns__0"] = "c", ["Lad__Training__MaskPatterns__1"] = "d?" };

        Assert.Equal(["a+", "b"], EffectiveSettings.Load(file, new Hashtable(), SettingLayer.Empty).Settings.Training.MaskPatterns);
        Assert.Equal(["c", "d?"], EffectiveSettings.Load(file, variables, SettingLayer.Empty).Settings.Training.MaskPatterns);
    }

    [Fact]
    public void A_pattern_that_could_explode_is_refused()
    {
        string file = directory.Write("lad.json", """{"Training":{"MaskPatterns":["(a)\\1"]}}""");

        Assert.Contains("Training:MaskPatterns has a pattern that cannot be used", Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(file, new Hashtable(), SettingLayer.Empty)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es:", false)]
    [InlineData("es:logs-lad.scored-prod", false)]
    [InlineData("es:found", true)]
    [InlineData("kafka:found", true)]
    public void The_predecessors_fields_do_not_go_to_a_data_stream_that_does_not_take_them(string to, bool isRight)
    {
        string file = directory.Write("lad.json", $$$"""{"Output":{"To":"{{{to}}}","Format":"lad-v1"}}""");

        if (isRight) Assert.Null(Lad.Cli.Clusters.VerdictIndices.Anomalies(EffectiveSettings.Load(file, new Hashtable(), SettingLayer.Empty).Settings));
        else Assert.Contains("write it to an index of its own", Assert.Single(Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(file, new Hashtable(), SettingLayer.Empty)).Faults), StringComparison.Ordinal);
    }
}
