namespace Lad.Cli.Tests.Deployment;

/// <summary>A test that needs docker-compose, which checks a file without an engine; skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ComposeFactAttribute : FactAttribute
{
    public ComposeFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, "docker-compose"))))
            Skip = "docker-compose is not on PATH (apt-get install docker-compose).";
    }
}
