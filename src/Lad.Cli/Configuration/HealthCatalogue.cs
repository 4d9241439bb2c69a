using System.Text.Json.Nodes;

namespace Lad.Cli.Configuration;

/// <summary>The settings of the health endpoints.</summary>
internal static class HealthCatalogue
{
    private static readonly SettingType<ListenAddress?> Addresses = new(
        "nothing, or " + ListenAddress.Range,
        () => new JsonObject { ["type"] = "string" },
        (string text, out ListenAddress? value, out string fault) =>
        {
            value = null;
            fault = "";
            return text.Length == 0 || ListenAddress.TryParse(text, out value, out fault);
        },
        value => value?.ToString() ?? "");

    public static Setting Listen { get; } = new Setting<ListenAddress?>("Health:Listen", Addresses,
        "Where scorer, trainer, factstore, run and score --follow answer GET /health/live, /health/ready and /health/startup; empty nowhere, port 0 any free one, which is said.",
        s => s.Health.Listen, (s, v) => s with { Health = s.Health with { Listen = v } });

    public static Setting ShowMessages { get; } = new Setting<bool>("Health:ShowMessages", SettingTypes.Switch,
        "Whether GET /anomalies, the latest anomalies with their messages, is answered at Health:Listen to other machines too; only to this machine otherwise.",
        s => s.Health.ShowMessages, (s, v) => s with { Health = s.Health with { ShowMessages = v } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Listen, ShowMessages];
}
