using System.Collections;
using Lad.Cli.Configuration;

namespace Lad.Cli.Tests.Configuration;

public sealed class SettingDocumentsTests
{
    [Fact]
    public void The_documentation_lists_the_settings_that_the_code_has() =>
        Assert.Contains(SettingTable.Write(), File.ReadAllText(RepositoryRoot.PathTo("docs", "configuration.md")), StringComparison.Ordinal);

    [Fact]
    public void The_committed_schema_is_the_one_that_the_code_writes() =>
        Assert.Equal(SettingSchema.Write(), File.ReadAllText(RepositoryRoot.PathTo("config", "lad.schema.json")));

    [Fact]
    public void The_committed_configuration_is_right_and_changes_nothing()
    {
        EffectiveSettings effective = EffectiveSettings.Load(RepositoryRoot.PathTo("config", "lad.json"), new Hashtable(), SettingLayer.Empty);

        Assert.Equal(SettingCatalogue.All.Select(setting => setting.Show(new LadSettings())), SettingCatalogue.All.Select(setting => setting.Show(effective.Settings)));
    }
}
