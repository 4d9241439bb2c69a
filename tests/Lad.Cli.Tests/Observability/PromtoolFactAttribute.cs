namespace Lad.Cli.Tests.Observability;

/// <summary>A test that needs promtool of Debian's package prometheus; skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (PrometheusProgram.Find("promtool") is null) Skip = "promtool is not on PATH (test.sh brings it).";
    }
}
