using Lad.Cli.Configuration;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>All rules together.</summary>
internal static class ManifestCheck
{
    /// <summary>What is wrong with a set of objects, a sentence each.</summary>
    /// <param name="all">What a kustomization or a template renders.</param>
    /// <param name="fixedUser">The user that pods must run as; <see langword="null"/>: the cluster chooses it.</param>
    public static IReadOnlyList<string> Faults(IReadOnlyList<Manifest> all, long? fixedUser)
    {
        PodSettings[] pods = [.. all.Where(manifest => manifest.PodTemplate is not null).Select(manifest => new PodSettings(manifest, all))];
        try
        {
            return
            [
                .. ReferenceRule.Faults(all),
                .. SelectorRule.Faults(all),
                .. pods.SelectMany(pod => PodSecurityRule.Faults(pod.Workload, fixedUser)),
                .. pods.SelectMany(CommandRule.Faults),
                .. pods.SelectMany(ProbeRule.Faults),
                .. pods.SelectMany(StorageRule.Faults),
                .. pods.SelectMany(LifeRule.Faults),
                .. pods.SelectMany(pod => NetworkRule.Faults(pod, all)),
                .. ScalingRule.Faults(all, SettingsOf),
            ];
        }
        finally
        {
            foreach (PodSettings pod in pods) pod.Dispose();
        }

        LadSettings? SettingsOf(Manifest workload) => pods.FirstOrDefault(pod => pod.Workload == workload)?.Effective?.Settings;
    }
}
