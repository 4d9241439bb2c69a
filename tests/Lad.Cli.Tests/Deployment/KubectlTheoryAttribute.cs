namespace Lad.Cli.Tests.Deployment;

/// <summary>A test that needs kubectl, which renders without a cluster; skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, "kubectl"))))
            Skip = "kubectl is not on PATH.";
    }
}
