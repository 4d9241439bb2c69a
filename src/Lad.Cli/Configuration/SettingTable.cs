using System.Text;

namespace Lad.Cli.Configuration;

/// <summary>The settings as the Markdown tables of docs/configuration.md.</summary>
internal static class SettingTable
{
    /// <summary>One table for each section.</summary>
    public static string Write()
    {
        var defaults = new LadSettings();
        var text = new StringBuilder();
        foreach (IGrouping<string, Setting> section in SettingCatalogue.All.GroupBy(setting => setting.Section))
        {
            text.Append("### ").Append(section.Key).Append("\n\n| setting | values | default | meaning |\n| --- | --- | --- | --- |\n");
            foreach (Setting setting in section)
            {
                string value = setting.Show(defaults);
                text.Append("| `").Append(setting.Key).Append("` | ").Append(setting.Range).Append(" | ")
                    .Append(value.Length == 0 ? "" : "`" + value + "`").Append(" | ").Append(setting.Meaning).Append(" |\n");
            }
            text.Append('\n');
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }
}
