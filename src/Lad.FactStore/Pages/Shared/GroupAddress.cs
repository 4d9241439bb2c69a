using Lad.FactStore.Anomalies;

namespace Lad.FactStore.Pages.Shared;

/// <summary>Where a group's page is.</summary>
internal static class GroupAddress
{
    /// <summary>The address: fingerprint and service, nothing of a message.</summary>
    public static string Of(GroupKey group) => group.Service.Length == 0 ? $"/groups/{Words.Hex(group.Fingerprint)}" : $"/groups/{Words.Hex(group.Fingerprint)}?service={Uri.EscapeDataString(group.Service)}";

    /// <summary>The group of an anomaly.</summary>
    public static string Of(AnomalyRecord anomaly) => Of(new GroupKey(anomaly.Fingerprint, anomaly.Service));
}
