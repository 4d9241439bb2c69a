namespace Lad.Cli.Tests.Telemetry.Prometheus;

/// <summary>A test that asks Prometheus's own <c>promtool</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (Program is null) Skip = "promtool is not on the PATH (Debian: apt-get install prometheus)";
    }

    /// <summary>Where it is; <see langword="null"/>: nowhere.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
}
