using System.Text;
using Lad.Cli.Configuration.Prototype;

namespace Lad.Cli.Tests.Configuration.Prototype;

/// <summary>The prototype's variables as the Markdown table of docs/configuration.md.</summary>
internal static class PrototypeTable
{
    /// <summary>The table.</summary>
    public static string Write()
    {
        var text = new StringBuilder("| variable | sets | meaning |\n| --- | --- | --- |\n");
        foreach (PrototypeVariable known in PrototypeVariables.All)
            text.Append("| `").Append(known.Name).Append("` | ").AppendJoin(", ", known.Settings.Select(setting => $"`{setting.Key}`")).Append(" | ").Append(known.Meaning).Append(" |\n");
        return text.ToString();
    }
}
