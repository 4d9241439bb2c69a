using System.Globalization;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>Time to stop, memory and processes as the settings need them.</summary>
internal static class LifeRule
{
    private const long Runtime = 250L << 20;
    private static readonly TimeSpan ToLeave = TimeSpan.FromSeconds(30);

    public static IEnumerable<string> Faults(PodSettings pod)
    {
        Manifest workload = pod.Workload;
        if (!workload.IsService || pod.Effective is null) yield break;
        TimeSpan grace = TimeSpan.FromSeconds(workload.PodSpec["terminationGracePeriodSeconds"]?.GetValue<long>() ?? 30);
        if (grace < pod.Settings.Kafka.DrainDeadline + ToLeave) yield return $"{workload} has {grace.TotalSeconds} s to stop, with {pod.Settings.Kafka.DrainDeadline.TotalSeconds} s to drain and {ToLeave.TotalSeconds} s to leave its group";
        long limit = Bytes(workload.Container.Text("resources", "limits", "memory"));
        long needed = Runtime + (workload.Arguments[0] == "trainer" ? 2 * pod.Settings.Trainer.ReservoirBytes : pod.Settings.Model.MaxBytes);
        if (workload.Arguments[0] is "scorer" or "trainer" && limit < needed) yield return $"{workload} may take {limit >> 20} MiB and needs {needed >> 20} MiB (docs/capacity.md)";
        bool alone = workload.Arguments[0] != "scorer";
        if (alone && workload.Root.Text("spec", "replicas") != "1") yield return $"{workload} must run once";
        if (alone && workload.Kind == "Deployment" && workload.Root.Text("spec", "strategy", "type") != "Recreate") yield return $"{workload} would run twice while it is replaced";
        if (!alone && workload.Root.Text("spec", "strategy", "rollingUpdate", "maxUnavailable") != "0") yield return $"{workload} may be fewer than asked for while it is replaced";
    }

    /// <summary>A quantity such as <c>512Mi</c>, in bytes.</summary>
    public static long Bytes(string quantity)
    {
        string digits = string.Concat(quantity.TakeWhile(char.IsAsciiDigit));
        int shift = quantity[digits.Length..] switch { "" => 0, "Ki" => 10, "Mi" => 20, "Gi" => 30, _ => throw new FormatException($"'{quantity}' is no quantity that this test knows.") };
        return long.Parse(digits, CultureInfo.InvariantCulture) << shift;
    }
}
